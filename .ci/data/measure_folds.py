"""Measures how often the fold tables and a word list leave one reading only.

Arguments: the folder of cleaned lists (see measure.py), the folder of treaty texts,
the folder of confusables.tsv and scanner.tsv. In each of 20,000 words drawn from the
United Nations Charter (seeded), one letter is replaced by a stray that the tables fold
to it and that the language's own words do not hold. The readings are: each fold of the
stray, the stray left out, and a space in its place. Printed, a language and a kind of
row: how often the true word is the only known reading, and how often another is known
too, so that evidence alone does not decide and the prior of the character must.
"""

import os
import random
import sys
from collections import defaultdict

import measure

CHARTERS = {"en": "un-charter.en", "fr": "un-charter.fr", "es": "un-charter.es", "ru": "un-charter.ru"}
DRAWS = 20_000


def tables(folder):
    """Folds by source, and single non-ASCII sources by target and kind."""
    folds, strays = defaultdict(list), defaultdict(list)
    for name in ("confusables.tsv", "scanner.tsv"):
        with open(os.path.join(folder, name), encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("#"):
                    continue
                source, target, kind = line.split("\t")[:3]
                folds[source].append(target)
                if len(source) == 1 and not source.isascii():
                    strays[target, kind].append(source)
    return folds, strays


def trial(found, listed, kind, folds, strays):
    counts, own = measure.Counter(found), set("".join(listed))
    draws, alone, contested = 0, 0, 0
    for _ in range(DRAWS):
        word = random.choice(found)
        place = random.randrange(len(word))
        before, after = word[:place], word[place + 1 :]
        sources = [s for s in strays[word[place], kind] if s.lower() not in own and s not in own]
        if len(word) < 3 or word not in listed or not sources:
            continue
        stray = random.choice(sources)
        readings = {before + target.lower() + after for target in folds[stray]} | {before + after}
        # The document vouches for the true word only if it occurs a second time.
        known = {r for r in readings if r in listed or counts[r] > (r == word)}
        split = before in listed and after in listed
        draws += 1
        alone += known == {word} and not split
        contested += known != {word} or split
    return draws, alone, contested


def main():
    lists, corpus, folder = sys.argv[1:4]
    folds, strays = tables(folder)
    random.seed(20240601)
    print("| text | strays from | draws | only the true word is known % | another reading is known too % |")
    print("|---|---|---:|---:|---:|")
    for language, name in CHARTERS.items():
        listed = measure.read(os.path.join(lists, language + ".txt"))
        found = measure.words(os.path.join(corpus, name + ".txt"), language, listed)
        for kind in ("confusable", "scanner"):
            draws, alone, contested = trial(found, listed, kind, folds, strays)
            print(f"| {name} | {kind} | {draws} | {100 * alone / draws:.1f} | {100 * contested / draws:.1f} |")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
