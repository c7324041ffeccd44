"""Cleans a raw list of one language's words, for word_list.rs to pack.

Used by build.sh. Argument: the language; standard input: one word a line;
standard output: the cleaned list, each word once, in byte order.

- NFC, simple lower case, ligature letters apart (Dutch ĳ); Russian ё becomes е and
  Arabic loses its vowel signs and tatweel: who looks a word up does the same.
- Only words written wholly in the language's script. Words with an apostrophe are
  kept only if a part is not a word by itself (aujourd'hui, don't), those with a
  hyphen not at all: who looks a word up asks for the whole, then for its parts.
- One- and two-letter words come from closed lists, and pieces that are far more
  often half of another word than a word (English con, French ment) are struck out:
  a list that knows them takes every cut through a word for two words.
- Words of treaties that dictionaries lack come from extra_words.txt.
"""

import os
import re
import sys
import unicodedata

LATIN = r"a-zà-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĺļľłńņňōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżžșț"
LETTERS = {"ru": "а-я", "ar": "ء-غف-ي"}
SHORT = {
    "en": "a i ad am an as at be by do ex go he if in is it me my no of oh on or so to up us we ye",
    "fr": "a à y an au ce ci de du dû en et eu il je la le là lu ne ni on or ou où sa se si un va vu",
    "es": "a e o u y al da de dé del di él el en es fe fue ha he la le lo me mi ni no os se sé si sí su un va ve ya yo",
    "ru": "а в и к о с у я бы во да до ее ей ею же за из им их ко ли мы на не ни но об он от по со та те то",
    "ar": "و في من أن إن أو أم أي ما لا لم لن عن كل مع قد به له بل كي إذ هو هي هم هن ذو ذا ذي ثم حق حل ضد نص حد يد لك بد دم",
    "nl": "u af al de en er ik in is je ja me na nu of om op te uw we ze zo",
}
PIECES = {
    "en": "ards con dis imp ion ions ives logy ness pas pean pro ref rep sub sup tic ting tion tory",
    "fr": "age ale ales appli com con déci dis fert iels ions ire ires ives litt maté ment"
    " prés pré pro rap tech techno tut xes",
    "es": "bles das der des dores gen imp izada izados mente miento ores par pro reg res ría tes",
    "ru": "елей ости ость нии ной",
}


def cleaned(word, language):
    word = unicodedata.normalize("NFC", word.strip()).replace("’", "'")
    word = "".join(small if len(small := letter.lower()) == 1 else letter for letter in word)
    if language == "ru":
        return word.replace("ё", "е")
    if language == "ar":
        return re.sub("[\u0640\u064b-\u065f\u0670]", "", unicodedata.normalize("NFKC", word))
    return word.replace("ĳ", "ij")


def extra(language, path):
    """The words of extra_words.txt under the headings that name this language."""
    words, taken = [], False
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.split("#")[0].strip()
            if line.startswith("["):
                taken = language in line.strip("[]").split()
            elif taken:
                words += line.split()
    return words


def main():
    language = sys.argv[1]
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    letters = LETTERS.get(language, LATIN)
    plain = re.compile(f"[{letters}]{{3,}}")
    joined = re.compile(f"[{letters}]+(?:'[{letters}]+)+")
    words, compounds = set(), set()
    for line in sys.stdin:
        word = cleaned(line, language)
        if plain.fullmatch(word):
            words.add(word)
        elif joined.fullmatch(word):
            compounds.add(word)
    words -= set(PIECES.get(language, "").split())
    words.update(SHORT[language].split())
    words.update(extra(language, os.path.join(os.path.dirname(os.path.abspath(__file__)), "extra_words.txt")))
    for compound in compounds:
        parts = compound.split("'")
        # A possessive is reached by rule; so is a word whose parts are words.
        if parts[-1] != "s" and not all(part in words for part in parts):
            words.add(compound)
    for word in sorted(words, key=lambda word: word.encode("utf-8")):
        print(word)


if __name__ == "__main__":
    main()
