"""Measures what the word lists know of real treaties, and what they wrongly take for words.

Arguments: the folder of cleaned lists (en.txt, fr.txt, ... as words.py prints them;
build.sh keeps them where KEEP says), the folder of treaty texts, and optionally
SCOWL's folder for the trial of English variants. Prints Markdown tables.

A word is a run of letters and marks, in lower case, of two letters or more. A word
cut by a hyphen is joined over a line end, and in Russian, whose text here kept the
hyphens of lost line ends, wherever the joined word is in the list. For each text:

- tokens, types: the share that the list knows;
- document alone: the share of tokens whose word occurs a second time in the text,
  so that the text itself vouches for it; with list: that, or the list knows it;
- false removal: a letter of a word replaced by a stray; the share of (token, place)
  where leaving the stray out gives another known word: evidence for the wrong mend;
- false split: the share of (token, place between two letters) where both halves
  are known words: a space would look as good as nothing.
"""

import os
import re
import sys
import unicodedata
from collections import Counter

WORD = re.compile(r"[^\W\d_]+")
MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
TEXTS = {
    "en": ("un-charter.en", "bbnj-agreement.en", "unclos.en", "wto-agreement.en", "tpp.en"),
    "fr": ("un-charter.fr", "bbnj-agreement.fr", "berne-convention-1928.fr", "paris-union-1925.fr"),
    "es": ("un-charter.es", "bbnj-agreement.es", "tpp.es", "camino-indigenous-peoples.es"),
    "ru": ("un-charter.ru", "bbnj-agreement.ru"),
    "ar": ("un-charter.ar", "bbnj-agreement.ar"),
    "nl": ("teu-lisbon.nl", "tfeu-lisbon.nl"),
}
# Arabic writes the article, prepositions and conjunctions on the word; who looks a word up takes them off.
PROCLITICS = (
    "و ف ب ل ك س أ ال وال بال فال كال لل ولل فلل وب ول وس وك فب فل فس وبال فبال"
).split()
ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")


def words(path, language, listed=frozenset()):
    with open(path, encoding="utf-8") as file:
        text = unicodedata.normalize("NFC", file.read())
    text = re.sub(r"(?<=[^\W\d_])-[ \t]*\n\s*(?=[^\W\d_])", "", text)
    if language == "ru":
        text = re.sub(
            r"([^\W\d_]+)- ?([^\W\d_]+)", lambda m: m[1] + m[2] if (m[1] + m[2]).lower() in listed else m[0], text
        )
    if language == "ar":
        text = MARKS.sub("", unicodedata.normalize("NFKC", text))
    found = [word.lower() for word in WORD.findall(text)]
    if language == "ru":
        found = [word.replace("ё", "е") for word in found]
    return [word for word in found if len(word) > 1]


class Known:
    """Asks a list as the product would."""

    def __init__(self, words, language):
        self.words, self.arabic = words, language == "ar"

    def __contains__(self, word):
        if word in self.words:
            return True
        if not self.arabic:
            return False
        for clitic in PROCLITICS:
            rest = word[len(clitic) :]
            enough = 2 if clitic.endswith("ل") and len(clitic) > 1 else 3
            if word.startswith(clitic) and len(rest) >= enough and rest in self.words:
                return True
        return False


def falsely(counts, known):
    """Shares of places where removal, and where a split, gives known words."""
    removals = splits = letters = gaps = 0
    for word, count in counts.items():
        if word not in known:
            continue
        for place in range(len(word)):
            shorter = word[:place] + word[place + 1 :]
            letters += count
            removals += count * (len(shorter) > 1 and shorter in known)
        for place in range(1, len(word)):
            gaps += count
            splits += count * (word[:place] in known and word[place:] in known)
    return 100 * removals / max(letters, 1), 100 * splits / max(gaps, 1)


def text_row(name, language, listed, path):
    found = words(path, language, listed)
    counts = Counter(found)
    total, once = len(found), [word for word, count in counts.items() if count == 1]
    known = {word for word in counts if word in listed}
    in_tokens = 100 * sum(counts[word] for word in known) / total
    in_types = 100 * len(known) / len(counts)
    roman = sum(count for word, count in counts.items() if word not in known and ROMAN.fullmatch(word))
    alone = 100 * (total - len(once)) / total
    once_known = sum(word in known for word in once)
    both = 100 * (total - len(once) + once_known) / total
    own = set(counts)
    removal_own, split_own = falsely(counts, own)
    removal, split = falsely(counts, listed)
    print(
        f"| {name} | {total} | {in_tokens:.2f} | {in_types:.2f} | {100 * roman / total:.2f} | {alone:.2f} | {both:.2f}"
        f" | {100 * once_known / len(once):.1f} | {removal_own:.1f} / {removal:.1f} | {split_own:.1f} / {split:.1f} |"
    )
    return [word for word, _ in counts.most_common() if word not in known and not ROMAN.fullmatch(word)][:25]


def read(path):
    with open(path, encoding="utf-8") as lines:
        return {line.rstrip("\n") for line in lines}


def languages(lists, corpus):
    print("| text | tokens | tokens in list % | types in list % | unlisted roman numerals % | document alone % |"
          " with list % | words seen once: in list % | false removal %, document / list |"
          " false split %, document / list |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    unknown = {}
    for language, names in TEXTS.items():
        path = os.path.join(lists, language + ".txt")
        if not os.path.exists(path):
            continue
        listed = Known(read(path), language)
        for name in names:
            unknown[name] = text_row(name, language, listed, os.path.join(corpus, name + ".txt"))
    print("\nMost frequent words that the list lacks, without roman numerals:\n")
    for name, missing in unknown.items():
        print(f"- {name}: {' '.join(missing)}")


def scowl(folder, classes, largest, spellings=("english", "american", "british", "british_z")):
    taken = set()
    for name in sorted(os.listdir(folder)):
        stem, _, size = name.rpartition(".")
        spelling, _, class_name = stem.partition("-")
        if spelling in spellings and class_name in classes and int(size) <= largest:
            with open(os.path.join(folder, name), encoding="latin-1") as lines:
                taken |= {line.rstrip("\n").lower() for line in lines}
    return {word for word in taken if word.isalpha() and (len(word) > 1 or word in "ai")}


def english_trial(folder, lists, corpus):
    names = ("words", "upper", "proper-names")
    every = scowl(folder, names, 70)
    variants = [(f"words, upper, names to {size}", scowl(folder, names, size)) for size in (35, 50, 60, 70, 80, 95)]
    variants += [
        ("words alone to 70", scowl(folder, ("words",), 70)),
        ("all to 70 and abbreviations", scowl(folder, names + ("abbreviations",), 70)),
        ("all to 70 and every single letter", every | set("abcdefghijklmnopqrstuvwxyz")),
        ("all to 70, spelling variants too", scowl(folder, names, 70, (
            "english", "american", "british", "british_z", "variant_1", "variant_2",
            "british_variant_1", "british_variant_2"))),
        ("en.fst", read(os.path.join(lists, "en.txt"))),
    ]
    counts = Counter()
    for name in ("un-charter.en", "bbnj-agreement.en", "unclos.en", "gdpr.en", "crc.en", "paris-agreement.en"):
        counts.update(words(os.path.join(corpus, name + ".txt"), "en"))
    base = Counter({word: count for word, count in counts.items() if word in every})
    print("\n| English list | words | tokens known % | false removal % | false split % |\n|---|---:|---:|---:|---:|")
    for name, listed in variants:
        share = 100 * sum(c for w, c in counts.items() if w in listed) / sum(counts.values())
        removal, split = falsely(base, listed)
        print(f"| {name} | {len(listed)} | {share:.2f} | {removal:.2f} | {split:.2f} |")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    languages(sys.argv[1], sys.argv[2])
    if len(sys.argv) > 3:
        english_trial(sys.argv[3], sys.argv[1], sys.argv[2])
