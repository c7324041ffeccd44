"""Writes confusables.tsv: which character may stand for which letter.

Used by build.sh. Arguments: tables.rs of the crate unicode-security (the data of
Unicode's confusables.txt), the folder of Debian's unicode-data, alphabets.tsv.
Prints `source<TAB>target<TAB>kind<TAB>source points<TAB>target points`.

UTS #39 gives each character a skeleton, and skeletons answer "could these two
names be told apart", not "what was meant here". So a row is kept only where a
reader could take the one for the other inside a word:

- the target is a letter of a Latin, Cyrillic or Greek alphabet in alphabets.tsv
  (or its capital); the source is a letter or letter-like sign of another script,
  or a Latin, Cyrillic or Greek letter that no alphabet in the table has;
- both have the same skeleton, composed letters included (Latin i with diaeresis
  and Cyrillic yi), so the fold goes both ways between the three scripts;
- capitals fold to capitals and small letters to small ones; a source without
  case folds to both; the upright strokes, which no font keeps apart, fold to
  capital I and to small l alike;
- digits are neither source nor target (a rule of their own treats them), m is
  not rn, and pairs that only a table finds alike are struck out (NOT_ALIKE).

For Chinese, the radicals that PDF files leave in place of characters, and the kana
and bopomofo letters that look like a character, fold to that character.

Compatibility forms (kind `compat`: mathematical and enclosed alphabets, roman
numerals, digraph letters) come from UnicodeData.txt; fullwidth forms and the
typographic ligatures are left out, the checker treats them as classes of their own.
"""

import re
import sys
import unicodedata
from collections import defaultdict

FOLDED = ("Latin", "Cyrillic", "Greek")
# Letters drawn as one upright stroke. Capital I and small l are the same glyph in most sans faces.
STROKE_TARGETS = {"Latin": "Il", "Cyrillic": "ІӀ", "Greek": "Ι"}
# Skeletons put these together, but no reader does: target, sources.
NOT_ALIKE = {
    "þ": "ƿρр⍴ⲣⳏ", "ρ": "þ", "р": "þ", "ı": "¡іꭵ𑣃", "ô": "ۿ", "ö": "ةۃ", "Ĩ": "آ", "ł": "ᛅ∤",
}
# Sequences that are one letter to the eye.
SEQUENCES = (
    ("ꜳ", "aa"), ("Ꜳ", "AA"), ("ꜵ", "ao"), ("Ꜵ", "AO"), ("ꜷ", "au"), ("Ꜷ", "AU"),
    ("ꜹ", "av"), ("Ꜹ", "AV"), ("ꜽ", "ay"), ("Ꜽ", "AY"), ("ꝏ", "oo"), ("Ꝏ", "OO"),
    ("ᵫ", "ue"), ("ꭣ", "uo"), ("ʣ", "dz"), ("ʦ", "ts"), ("ʪ", "ls"), ("ʫ", "lz"),
    ("ӕ", "ae"), ("Ӕ", "AE"), ("ƕ", "hv"),
)


class Characters:
    """Categories, scripts, decompositions and case pairs of one Unicode version."""

    def __init__(self, folder):
        self.category, self.decomposition, self.name = {}, {}, {}
        with open(folder + "/UnicodeData.txt", encoding="ascii") as lines:
            for line in lines:
                field = line.split(";")
                point = chr(int(field[0], 16)) if not 0xD800 <= int(field[0], 16) < 0xE000 else None
                if point is None:
                    continue
                self.category[point], self.name[point] = field[2], field[1]
                self.decomposition[point] = field[5]
        self.script = {}
        with open(folder + "/Scripts.txt", encoding="utf-8") as lines:
            for line in lines:
                match = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", line)
                if match:
                    first = int(match[1], 16)
                    for point in range(first, int(match[2] or match[1], 16) + 1):
                        if not 0xD800 <= point < 0xE000:
                            self.script[chr(point)] = match[3]

    def case(self, letter):
        category = self.category.get(letter, "")
        return {"Lu": "upper", "Lt": "upper", "Ll": "lower"}.get(category)


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


def alphabet(path, characters):
    """The letters of all Latin, Cyrillic and Greek alphabets, small and capital, by script."""
    letters = set()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            for letter in "".join(line.rstrip("\n").split("\t")[1:]):
                if characters.script.get(letter) in FOLDED and characters.category.get(letter, "")[0] == "L":
                    capital = letter.upper()
                    letters |= {letter} | ({capital} if len(capital) == 1 else set())
    return letters


def points(text):
    return " ".join(f"U+{ord(c):04X}" for c in text)


def can_stand(source, characters):
    category = characters.category.get(source, "")
    if category in ("Lu", "Ll", "Lt", "Lo", "Lm", "Nl"):
        return characters.script.get(source) not in ("Han", "Hangul", "Hiragana", "Katakana", "Bopomofo")
    return category in ("So", "Sm", "Sc", "Po") and ord(source) > 0x7F or source == "|"


def confusable_rows(table, letters, characters):
    classes = defaultdict(set)
    for source in set(table) | letters | {c for c in characters.category if unicodedata.normalize("NFD", c) != c}:
        if can_stand(source, characters) and not characters.decomposition.get(source, "").startswith("<"):
            classes[skeleton(source, table)].add(source)
    stroke = skeleton("l", table)
    for key, members in classes.items():
        for source in members:
            script = characters.script.get(source)
            for target in members & letters:
                same = script == characters.script[target]
                if source == target or (same and source in letters):
                    continue
                cases = {characters.case(source), characters.case(target)} - {None}
                if key != stroke and len(cases) > 1:
                    continue
                yield source, target
            if key == stroke:
                for script_of_target, targets in STROKE_TARGETS.items():
                    for target in targets:
                        if target != source and (script != script_of_target or source not in letters):
                            yield source, target


def han_rows(table, path, characters):
    """Kana and bopomofo that look like a character of the Chinese exemplar sets."""
    with open(path, encoding="utf-8") as lines:
        ideographs = set("".join(line.split("\t", 1)[1] for line in lines if line.startswith("zh")))
    classes = defaultdict(set)
    for source in table:
        name = characters.name.get(source, "")
        if name.startswith(("KATAKANA LETTER", "BOPOMOFO LETTER")) or source == "ー":
            classes[skeleton(source, table)].add(source)
    for target in ideographs:
        for source in classes[skeleton(target, table)]:
            yield source, target


def radical_rows(folder):
    """CJK radicals of the supplement: only two have a compatibility form, all have an equivalent ideograph."""
    with open(folder + "/EquivalentUnifiedIdeograph.txt", encoding="utf-8") as lines:
        for line in lines:
            match = re.match(r"(2E[89A-F][0-9A-F])(?:\.\.(2E[0-9A-F]{2}))?\s*;\s*([0-9A-F]+)", line)
            if match:
                for point in range(int(match[1], 16), int(match[2] or match[1], 16) + 1):
                    yield chr(point), chr(int(match[3], 16))


def compat_rows(characters):
    for source, decomposition in characters.decomposition.items():
        match = re.match(r"<(font|circle|square|super|sub|compat)> (.*)", decomposition)
        if not match or 0xFB00 <= ord(source) <= 0xFB06:
            continue
        target = unicodedata.normalize("NFKC", source)
        radical = characters.name[source].startswith("KANGXI RADICAL")
        lettered = all(characters.category.get(c, "?")[0] == "L" and characters.script.get(c) in FOLDED for c in target)
        # Signs that stand for a whole word or unit (No, TM, kg in one cell) are not letters of a word.
        sign = len(target) > 1 and characters.category[source] in ("So", "Sc")
        if target != source and (lettered or radical) and not sign:
            yield source, target
    for source, name in characters.name.items():
        match = re.fullmatch(
            "(?:NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])", name
        )
        if match:
            yield source, match[1]


def main():
    table, version = prototypes(sys.argv[1])
    characters = Characters(sys.argv[2])
    letters = alphabet(sys.argv[3], characters)
    rows = {}
    for source, target in compat_rows(characters):
        rows[source, target] = "compat"
    for source, target in radical_rows(sys.argv[2]):
        rows.setdefault((source, target), "confusable")
    for source, target in SEQUENCES:
        rows[source, target] = "confusable"
    for source, target in confusable_rows(table, letters, characters):
        if source not in NOT_ALIKE.get(target, ""):
            rows.setdefault((source, target), "confusable")
    for source, target in han_rows(table, sys.argv[3], characters):
        rows.setdefault((source, target), "confusable")
    print("# Which character may stand for which letter; made by confusables.py, do not edit.")
    print(f"# From Unicode's confusables.txt {version} (crate unicode-security 0.1.3) and UnicodeData.txt 15.0.0.")
    print("# Unicode licence (folds.NOTICE). Columns: source, target, kind, and both as code points.")
    for (source, target), kind in sorted(rows.items()):
        print(source, target, kind, points(source), points(target), sep="\t")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
