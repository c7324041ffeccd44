"""Writes out every word form that a Hunspell dictionary accepts, one a line.

Used by build.sh for the languages whose word list comes from a spelling
dictionary. It reads NAME.aff and NAME.dic, applies the affix rules (two
suffixes deep, one prefix, cross products, continuation classes, circumfixes)
and prints the forms, in UTF-8, unsorted, with repeats left to the caller.

What it leaves out on purpose: compounds that the dictionary builds at run time,
forbidden words, entries that exist only inside compounds, and, on request
(--no-prefixes), all prefix rules: in French they only add elided articles
(l', d', qu'), which the reader of a word cuts off at the apostrophe anyway.
"""

import argparse
import re
import sys
from collections import defaultdict


class Rule:
    """One line of a PFX or SFX block: what to strip, what to add, when."""

    __slots__ = ("strip", "add", "condition", "flags", "cross")

    def __init__(self, strip, add, condition, flags, cross):
        self.strip = strip
        self.add = add
        self.condition = condition
        self.flags = flags
        self.cross = cross


class Dictionary:
    """The affix file, parsed."""

    def __init__(self, path):
        self.flag_type = "char"
        self.aliases = None
        self.special = {}
        self.prefixes = defaultdict(list)
        self.suffixes = defaultdict(list)
        self.ignore = None
        cross = {}
        with open(path, encoding="utf-8-sig", errors="strict") as lines:
            for line in lines:
                fields = line.split()
                if not fields or fields[0].startswith("#"):
                    continue
                self.read(fields, cross)

    def read(self, fields, cross):
        head = fields[0]
        if head == "FLAG":
            self.flag_type = fields[1].lower()
        elif head == "AF":
            # The first AF line only counts the others.
            if self.aliases is None:
                self.aliases = []
            else:
                self.aliases.append(self.split_flags(fields[1]))
        elif head == "IGNORE":
            self.ignore = str.maketrans("", "", fields[1])
        elif head in ("NEEDAFFIX", "FORBIDDENWORD", "ONLYINCOMPOUND", "CIRCUMFIX"):
            self.special[head] = self.split_flags(fields[1])[0]
        elif head in ("PFX", "SFX"):
            key = (head, fields[1])
            flag = self.split_flags(fields[1])[0]
            if key not in cross:
                cross[key] = fields[2] == "Y"
                return
            strip = "" if fields[2] == "0" else fields[2]
            add, _, flags = fields[3].partition("/")
            add = "" if add == "0" else add
            if self.ignore:
                add = add.translate(self.ignore)
            condition = fields[4] if len(fields) > 4 else "."
            table = self.prefixes if head == "PFX" else self.suffixes
            table[flag].append(
                Rule(strip, add, compile_condition(condition, head), self.flags(flags), cross[key])
            )

    def split_flags(self, text):
        if self.flag_type == "long":
            return [text[i : i + 2] for i in range(0, len(text), 2)]
        if self.flag_type == "num":
            return text.split(",")
        return list(text)

    def flags(self, text):
        if not text:
            return frozenset()
        if self.aliases and text.isdigit():
            return frozenset(self.aliases[int(text) - 1])
        return frozenset(self.split_flags(text))


def compile_condition(condition, head):
    """Turns a Hunspell condition into a compiled pattern; None when it always holds."""
    if condition in (".", ""):
        return None
    pattern = condition.replace("-", "\\-")
    return re.compile("^" + pattern if head == "PFX" else pattern + "$")


def add_suffixes(dictionary, word, flags):
    """Yields (form, rule) for each suffix rule that one of the flags allows."""
    for flag in flags:
        for rule in dictionary.suffixes.get(flag, ()):
            if not word.endswith(rule.strip) or (rule.condition and not rule.condition.search(word)):
                continue
            yield word[: len(word) - len(rule.strip)] + rule.add, rule


def add_prefixes(dictionary, word, flags, base, crossed):
    """Yields the prefixed forms; the condition is asked of the base word's start."""
    for flag in flags:
        for rule in dictionary.prefixes.get(flag, ()):
            if crossed and not rule.cross:
                continue
            if not word.startswith(rule.strip) or (rule.condition and not rule.condition.search(base)):
                continue
            yield rule.add + word[len(rule.strip) :], rule


def expand(dictionary, word, flags, prefixes):
    """Yields every accepted form of one entry."""
    need = dictionary.special.get("NEEDAFFIX")
    circumfix = dictionary.special.get("CIRCUMFIX")
    forms = [(word, flags, True, False)]
    for form, rule in add_suffixes(dictionary, word, flags):
        forms.append((form, rule.flags | (flags if rule.cross else frozenset()), rule.cross, True))
        if need not in rule.flags and circumfix not in rule.flags:
            yield form
        for second, last in add_suffixes(dictionary, form, rule.flags):
            if need in last.flags or circumfix in last.flags:
                continue
            crossing = rule.cross and last.cross
            forms.append((second, last.flags | (flags if crossing else frozenset()), crossing, True))
            yield second
    if need not in flags:
        yield word
    if not prefixes:
        return
    for form, form_flags, cross, suffixed in forms:
        if not cross:
            continue
        for prefixed, rule in add_prefixes(dictionary, form, form_flags, word, suffixed):
            wants_circumfix = circumfix is not None and circumfix in rule.flags
            if wants_circumfix and not suffixed:
                continue
            if not suffixed:
                # A prefix may open suffixes that the bare entry does not have.
                for longer, last in add_suffixes(dictionary, prefixed, rule.flags - flags):
                    if need not in last.flags:
                        yield longer
            if not (need in flags and not suffixed) and need not in rule.flags:
                yield prefixed


def entries(path, dictionary):
    """Yields (word, flags) of the .dic file, without morphological fields."""
    with open(path, encoding="utf-8-sig", errors="strict") as lines:
        next(lines)
        for line in lines:
            line = line.rstrip("\n").split("\t")[0]
            line = re.split(r"\s+[a-z]{2}:", line)[0].strip()
            if not line:
                continue
            word, _, flags = line.replace("\\/", "\0").partition("/")
            word = word.replace("\0", "/")
            if dictionary.ignore:
                word = word.translate(dictionary.ignore)
            yield word, dictionary.flags(flags.split()[0] if flags.split() else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", help="path of the dictionary without .aff or .dic")
    parser.add_argument("--no-prefixes", action="store_true")
    arguments = parser.parse_args()
    dictionary = Dictionary(arguments.name + ".aff")
    forbidden = {dictionary.special.get("FORBIDDENWORD"), dictionary.special.get("ONLYINCOMPOUND")} - {None}
    out = sys.stdout
    out.reconfigure(encoding="utf-8")
    for word, flags in entries(arguments.name + ".dic", dictionary):
        if flags & forbidden:
            continue
        seen = set(expand(dictionary, word, flags, not arguments.no_prefixes))
        for form in sorted(seen):
            out.write(form + "\n")


if __name__ == "__main__":
    main()
