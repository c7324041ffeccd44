"""Writes alphabets.tsv: the letters that each language's spelling uses.

Used by build.sh. Reads characters.json of the npm package cldr-misc-full, given
as the folder that holds main/, and prints one line a language:
`lang<TAB>main letters<TAB>auxiliary letters`, lower case, in code point order,
without spaces. Digraphs such as Hungarian `dzs` are cut into their letters,
because a stray is looked for one letter at a time. A combining mark is written
after a dotted circle, U+25CC, lest it join the letter before it: a reader of the
table drops the circles.

A row of this table never accuses by itself: many words of a language hold
letters of others (GLYPHS.md, `letter outside the alphabet`).
"""

import json
import re
import sys
import unicodedata

LANGUAGES = (
    "en fr es ru zh ar de it pt nl pl cs sk hu ro sv da nb fi tr el bg uk sr hr sl"
    " lt lv et mt ga is vi fa he sq ca eu zh-Hant sr-Latn"
).split()
# CLDR keeps the letters of Norwegian Bokmål under the macrolanguage.
FOLDER = {"nb": "no"}


def characters(pattern):
    """Yields the strings of a CLDR exemplar set: letters, ranges and {groups}."""
    body = pattern[1:-1]
    item = re.compile(r"\{([^}]*)\}|\\u([0-9A-Fa-f]{4})|\\(.)|(.)", re.S)
    found = []
    for group, code, escaped, plain in item.findall(body):
        if plain == " ":
            continue
        found.append(group or (chr(int(code, 16)) if code else escaped or plain))
    index = 0
    while index < len(found):
        ranged = index + 2 < len(found) and found[index + 1] == "-"
        if ranged:
            for point in range(ord(found[index]), ord(found[index + 2]) + 1):
                yield chr(point)
            index += 3
        else:
            yield found[index]
            index += 1


def lower(letter, language):
    """Simple lower case: one letter for one; U+0130 would otherwise give two."""
    if letter == "İ":
        return "i"
    return "ı" if letter == "I" and language == "tr" else letter.lower()


def letters(pattern, language):
    """The letters and combining marks of an exemplar set, each once."""
    kept = set()
    for text in characters(pattern):
        for letter in unicodedata.normalize("NFC", text):
            if unicodedata.category(letter)[0] in "LM":
                kept.add(lower(letter, language))
    return kept


def shown(kept):
    """The letters in code point order, each combining mark on a dotted circle."""
    return "".join("◌" + letter if unicodedata.combining(letter) else letter for letter in sorted(kept))


def main():
    folder = sys.argv[1]
    with open(folder + "/package.json", encoding="utf-8") as file:
        version = json.load(file)["version"]
    print("# Letters by language: main set, auxiliary set; made by alphabets.py, do not edit.")
    print(f"# From CLDR, npm package cldr-misc-full {version}, Unicode licence (alphabets.NOTICE).")
    for language in LANGUAGES:
        path = f"{folder}/main/{FOLDER.get(language, language)}/characters.json"
        with open(path, encoding="utf-8") as file:
            data = next(iter(json.load(file)["main"].values()))["characters"]
        main_set = letters(data["exemplarCharacters"], language)
        auxiliary = letters(data.get("auxiliary", "[]"), language) - main_set
        print(language, shown(main_set), shown(auxiliary), sep="\t")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
