"""Prints the English words of SCOWL that the checker takes for words.

Used by build.sh. Argument: the folder of SCOWL's lists (Debian package scowl).
Taken are words, upper-case words, proper names and contractions, in American and
British spelling (with -ise and with -ize), up to size 70; of the 3-letter words
only `words` up to size 50. Left out, by the trial in MEASURED.md: abbreviations
(they raise the share of word cuts whose two halves are both "words" from 3 % to
far more, and give nothing but acronyms), sizes above 70 (80 doubles the file for
0.1 % of the tokens), variants (0.02 %), possessives (reached by rule).
What remains is cleaned by words.py, as for every language.
"""

import os
import sys

SPELLINGS = ("english", "american", "british", "british_z")
CLASSES = ("words", "upper", "proper-names", "contractions")
LARGEST = 70
# Three-letter names and rare words (Ing, Nat, Ted, hin, oms) are pieces of other words far more often.
LARGEST_OF_THREE = 50


def wanted(word, class_name, size):
    if word.endswith("'s"):
        return False
    return len(word) != 3 or (class_name == "words" and size <= LARGEST_OF_THREE)


def main():
    folder = sys.argv[1]
    sys.stdout.reconfigure(encoding="utf-8")
    for name in sorted(os.listdir(folder)):
        stem, _, size = name.rpartition(".")
        spelling, _, class_name = stem.partition("-")
        if spelling not in SPELLINGS or class_name not in CLASSES or int(size) > LARGEST:
            continue
        with open(os.path.join(folder, name), encoding="latin-1") as lines:
            for line in lines:
                word = line.rstrip("\n")
                if wanted(word, class_name, int(size)):
                    print(word)


if __name__ == "__main__":
    main()
