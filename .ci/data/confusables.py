"""Writes confusables.tsv: which character may stand for which letter.

Used by build. Arguments: tables.rs of the crate unicode-security (the data of
Unicode's confusables.txt), EquivalentUnifiedIdeograph.txt, alphabets.tsv.
Prints `source<TAB>target<TAB>kind<TAB>source points<TAB>target points`.

UTS #39 gives each character a skeleton, and skeletons answer "could these two
names be told apart", not "what was meant here". So a row is kept only where a
reader could take the one for the other inside a word:

- the target is a letter of a Latin, Cyrillic, Greek or Arabic alphabet in
  alphabets.tsv (or its capital); the source is a letter, a digit or a letter-like
  sign of another script, or a letter of the same script that no alphabet has;
- both have the same skeleton, composed letters included (Latin i with diaeresis
  and Cyrillic yi), so the fold goes both ways between the scripts;
- the upright strokes, which no font keeps apart, fold to capital I and to small l
  alike;
- ASCII digits are neither source nor target (a rule of their own treats them), m
  is not rn, and pairs that only a table finds alike are struck out (NOT_ALIKE).

For Chinese, the radicals that PDF files leave in place of characters, and the
letters of other scripts that look like a character, fold to that character.

Compatibility forms (kind `compat`: mathematical and enclosed alphabets, roman
numerals, digraph letters) come from UnicodeData.txt; fullwidth forms and the
typographic ligatures are left out, the checker treats them as classes of their own.

The properties are those of Unicode 17, the version of the checker: unicodedata2
17.0.0 has the categories and decompositions, fonttools 4.68.0 the scripts.
"""

import re
import sys
from collections import defaultdict

import unicodedata2 as unicodedata
from fontTools.unicodedata import script

FOLDED = ("Latn", "Cyrl", "Grek", "Arab")
# Letters drawn as one upright stroke. Capital I and small l are the same glyph in most sans faces.
STROKE_TARGETS = {"Latn": "Il", "Cyrl": "ІӀ", "Grek": "Ι", "Arab": "ا"}
# Skeletons put these together, but no reader does: target, sources.
NOT_ALIKE = {
    "þ": "ƿρр⍴ⲣⳏ", "ı": "¡іꭵ𑣃", "ł": "ᛅ∤",
}
# Sequences that are one letter to the eye.
SEQUENCES = (
    ("ꜳ", "aa"), ("Ꜳ", "AA"), ("ꜵ", "ao"), ("Ꜵ", "AO"), ("ꜷ", "au"), ("Ꜷ", "AU"),
    ("ꜹ", "av"), ("Ꜹ", "AV"), ("ꜽ", "ay"), ("Ꜽ", "AY"), ("ꝏ", "oo"), ("Ꝏ", "OO"),
    ("ᵫ", "ue"), ("ꭣ", "uo"), ("ʣ", "dz"), ("ʦ", "ts"), ("ʪ", "ls"), ("ʫ", "lz"),
    ("ӕ", "ae"), ("Ӕ", "AE"), ("ƕ", "hv"),
)


ASSIGNED = [chr(p) for p in range(0x110000) if not 0xD800 <= p < 0xE000 and unicodedata.category(chr(p)) != "Cn"]


def prototypes(path):
    """Reads the crate's table of characters and their prototypes."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    start = text.index("pub mod confusable_detection")
    table = text[text.index("= &[", start) + 4 : text.index("];", start)]
    found = {}
    for source, target in re.findall(r"\('\\u\{([0-9a-f]+)\}',\s*&\[([^\]]*)\]\)", table):
        found[chr(int(source, 16))] = "".join(chr(int(p, 16)) for p in re.findall(r"\\u\{([0-9a-f]+)\}", target))
    version = re.search(r"UNICODE_VERSION: \(u64, u64, u64\) = \((\d+), (\d+), (\d+)\)", text)
    return found, ".".join(version.groups())


def skeleton(text, table):
    mapped = "".join(table.get(c, c) for c in unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFD", mapped)


def alphabet(path):
    """The letters of all Latin, Cyrillic, Greek and Arabic alphabets, small and capital."""
    letters = set()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            for letter in "".join(line.rstrip("\n").split("\t")[1:]):
                if script(letter) in FOLDED and unicodedata.category(letter)[0] == "L":
                    capital = letter.upper()
                    letters |= {letter} | ({capital} if len(capital) == 1 else set())
    return letters


def points(text):
    return " ".join(f"U+{ord(c):04X}" for c in text)


def can_stand(source):
    if source.isascii() and not source.isalpha():
        return source == "|"
    decomposition = unicodedata.decomposition(source)
    lettered = ("<compat>", "<isolated>", "<initial>", "<medial>", "<final>")
    if decomposition.startswith("<") and not decomposition.startswith(lettered) or "\ufb00" <= source <= "\ufb06":
        return False
    category = unicodedata.category(source)
    return category[0] == "L" or category in ("Nl", "Nd", "So", "Sm", "Sc", "Po")


def confusable_rows(table, letters):
    classes = defaultdict(set)
    for source in filter(can_stand, ASSIGNED):
        classes[skeleton(source, table)].add(source)
    stroke = skeleton("l", table)
    for key, members in classes.items():
        for source in members:
            for target in members & letters:
                if source != target and not (script(source) == script(target) and source in letters):
                    yield source, target
            if key == stroke:
                for script_of_target, targets in STROKE_TARGETS.items():
                    for target in targets:
                        if target != source and (script(source) != script_of_target or source not in letters):
                            yield source, target


def han_rows(table, path):
    """Letters of other scripts that look like a character of the Chinese exemplar sets."""
    with open(path, encoding="utf-8") as lines:
        ideographs = set("".join(line.split("\t", 1)[1] for line in lines if line.startswith("zh")))
    classes = defaultdict(set)
    for source in filter(can_stand, ASSIGNED):
        if script(source) not in ("Hani", "Zyyy") or source == "ー":
            classes[skeleton(source, table)].add(source)
    for target in filter(lambda character: script(character) == "Hani", ideographs):
        for source in classes[skeleton(target, table)]:
            yield source, target


def radical_rows(path):
    """CJK radicals of the supplement: only two have a compatibility form, all have an equivalent ideograph."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            match = re.match(r"(2E[89A-F][0-9A-F])(?:\.\.(2E[0-9A-F]{2}))?\s*;\s*([0-9A-F]+)", line)
            if match:
                for point in range(int(match[1], 16), int(match[2] or match[1], 16) + 1):
                    yield chr(point), chr(int(match[3], 16))


def compat_rows():
    for source in ASSIGNED:
        name = unicodedata.name(source, "")
        letter = re.fullmatch(
            "(?:NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])", name
        )
        if letter:
            yield source, letter[1]
        formed = re.match(r"<(font|circle|square|super|sub|compat)> ", unicodedata.decomposition(source))
        if not formed or 0xFB00 <= ord(source) <= 0xFB06:
            continue
        target = unicodedata.normalize("NFKC", source)
        radical = name.startswith("KANGXI RADICAL")
        lettered = all(unicodedata.category(c)[0] == "L" and script(c) in FOLDED for c in target)
        # Signs that stand for a whole word or unit (No, TM, kg in one cell) are not letters of a word.
        sign = len(target) > 1 and unicodedata.category(source) in ("So", "Sc")
        if target != source and (lettered or radical) and not sign:
            yield source, target


def main():
    table, version = prototypes(sys.argv[1])
    letters = alphabet(sys.argv[3])
    rows = {}
    for source, target in compat_rows():
        rows[source, target] = "compat"
    for source, target in radical_rows(sys.argv[2]):
        rows.setdefault((source, target), "confusable")
    for source, target in SEQUENCES:
        rows[source, target] = "confusable"
    for source, target in confusable_rows(table, letters):
        if source not in NOT_ALIKE.get(target, ""):
            rows.setdefault((source, target), "confusable")
    for source, target in han_rows(table, sys.argv[3]):
        rows.setdefault((source, target), "confusable")
    print("# Which character may stand for which letter; made by confusables.py, do not edit.")
    data = unicodedata.unidata_version
    print(f"# From Unicode's confusables.txt {version} (crate unicode-security 0.1.3) and UnicodeData.txt {data}.")
    print("# Unicode licence (folds.NOTICE). Columns: source, target, kind, and both as code points.")
    for (source, target), kind in sorted(rows.items()):
        print(source, target, kind, points(source), points(target), sep="\t")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
