"""Writes scanner.tsv: what scanners, broken fonts and old files put for a letter.

Used by build.sh. Arguments: alphabets.tsv and confusables.tsv (a pair that is
there is not repeated here). Prints the columns of confusables.tsv.

These pairs are no one's standard: they are the project's own, from real treaty texts
(marked "seen": the WTO agreements, the Trans-Pacific Partnership, the Lisbon Treaty,
the EU-Ukraine agreement, the European Convention on Human Rights) and from what text
recognition is known to do. Several sources are sequences, one letter read as two.
A pair is a candidate, never a repair: the word that it gives must be known.
ASCII-only confusions (rn for m, l for 1) are not here; no stray character shows them.
"""

import sys
import unicodedata

# source: targets, each as it could be read inside a word.
LETTERS = """
# Greek small letters in a Latin word
β: b
δ: d
ε: e
η: n
θ: e o
ι: l
κ: k
λ: A
μ: u
µ: u
π: n
σ: a
ς: s ç
τ: t r
υ: v
χ: x
ω: w
ή: ń n
ί: i
ά: a
έ: é e
ό: o
ύ: u
ώ: w
# seen: two Greek letters for one Latin letter
τn: m
τη: m
rη: m
ιn: m
ιη: m
nι: m
ιιι: m
ιι: u n ll ii
ιτι: m
νν: w
υυ: w
ννν: w
# Greek capitals in a Latin word
Λ: A
Δ: A
∆: A Δ
Σ: E
∑: E
Θ: O
Ξ: E
Γ: T
Π: II H
ΙΙ: II ll H
IΙ: II
ΙI: II
Ιl: II ll
lΙ: ll II
# Cyrillic in a Latin word, by shape or in italics
в: b B
Ь: b
ь: b
к: k
м: m M
н: h H n
п: n
т: t T m
и: u n
й: ü ŭ
д: g
ц: u
ч: y
я: R
ы: bl bi
ю: io lo
ж: x
З: B
Я: R
И: N
П: II H
Л: A
Д: A
Ч: Y
# Latin in a Cyrillic word, by shape or in italics
b: ь в б
k: к
m: м т
M: М
n: п
h: н
t: т
T: Т
u: и
ü: й
ŭ: й
g: д
R: Я
N: И
B: В
w: ш
W: Ш
bl: ы
bI: ы
ьl: ы
ьI: ы
ЬІ: Ы
IO: Ю
lO: Ю
ІО: Ю
io: ю
lo: ю
lІ: П
JI: Л
Jl: Л
III: Ш
lll: ш
€: е є
ə: э
ɸ: ф
# Latin and Cyrillic in a Greek word
k: κ
n: η
w: ω
t: τ
x: χ
d: δ
e: ε
u: υ
s: ς
и: υ
к: κ
т: τ
х: χ
є: ε
# apostrophes before a Greek capital stand for its tonos (seen)
'Α: Ά
'Ε: Έ
'Η: Ή
'Ι: Ί
'Ο: Ό
'Υ: Ύ
'Ω: Ώ
´Α: Ά
´Ε: Έ
´Η: Ή
´Ι: Ί
´Ο: Ό
´Υ: Ύ
´Ω: Ώ
΄Α: Ά
΄Ε: Έ
΄Η: Ή
΄Ι: Ί
΄Ο: Ό
΄Υ: Ύ
΄Ω: Ώ
’Α: Ά
’Ε: Έ
’Η: Ή
’Ι: Ί
’Ο: Ό
’Υ: Ύ
’Ω: Ώ
# other Latin letters for Latin letters (seen: ı ò í ł)
ı: i l
ȷ: j
ſ: f s
ƒ: f
ß: B b ss
ø: o
Ø: O
ð: d o
Ð: D
þ: p b
Þ: P
đ: d
Đ: D
ħ: h
ł: l t
Ł: L
ŧ: t
ƚ: l
ɨ: i
ɔ: o c
ə: e
ɛ: e
ɐ: a
ɘ: e
ɜ: s
ʌ: v A
æ: œ ae a
œ: æ oe ce a
Æ: Œ AE
Œ: Æ OE CE
ĸ: k
ŋ: n
ĳ: ij ÿ
ÿ: ij y
ď: d’ d'
ľ: l’ l'
ť: t’ t'
ň: n’ n'
Ľ: L’ L'
# the comma below and the cedilla
ş: ș
ș: ş
ţ: ț
ț: ţ
Ş: Ș
Ș: Ş
Ţ: Ț
Ț: Ţ
# long umlaut, tilde, umlaut
õ: ö ő
ö: ő õ
ő: ö õ
û: ü ű
ü: ű û
ű: ü û
ă: â ã ǎ
ã: ă â
ĕ: ě
ě: ĕ
# symbols for letters
⊘: ø Ø o
∅: ø O
⌀: ø
⦰: ø
⊝: ø
○: o O 〇
◯: o O 〇
〇: ○ O
●: o
°: o
˚: o
º: o
ª: a
€: e E C
£: E L f
¥: Y
¢: c
©: c e o
®: R a
¤: o
§: s S
†: t
‡: t
¦: l i I
ǃ: i l
¿: c
√: v V
∩: n
∪: u U
⋃: u
∂: d ð
∫: f j
∞: oo
∈: e
∊: e
∃: E
⊂: c C
⊃: D
⊤: T
∨: v V
∧: A
△: A Δ
▲: A
□: o
◊: o
ɸ: φ
ℓ: l
℮: e
⍺: a
ᴧ: A
ꞌ: ’
# quotation marks and apostrophes that other systems wrote with these (seen: ³ ´)
³: “
²: ”
¹: ’
´: ’ ”
`: ‘ ’
‟: ’ ”
‚: ’ ,
‛: ‘ ’
′: ’
＇: ’
ˈ: ’
ˊ: ’
ˋ: ‘
΄: ’
;: ;
⎯: —
─: — –
━: —
ー: — 一
¬: -
∶: :
꞉: :
׃: :
։: :
᠃: :
# Persian and Urdu letter forms in an Arabic word
ک: ك
ڪ: ك
ی: ي ى
ے: ي
ہ: ه ة
ھ: ه
ە: ه ة
ۃ: ة
ۀ: ة
ٱ: ا
ٲ: أ
ٳ: إ
ۆ: و
گ: ك
چ: ج
پ: ب
# signs in Chinese text
〸: 十
ㄧ: 一
ㆍ: ·
・: ·
"""

# A spacing accent, and the combining mark that a broken PDF font meant by it.
ACCENTS = {
    "`": "\u0300", "ˋ": "\u0300", "´": "\u0301", "ˊ": "\u0301", "^": "\u0302", "ˆ": "\u0302", "~": "\u0303",
    "˜": "\u0303", "¯": "\u0304", "ˉ": "\u0304", "˘": "\u0306", "˙": "\u0307", "¨": "\u0308", "˚": "\u030a",
    "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328",
}
GRAVE_AND_ACUTE = {"\u0300": "\u0301", "\u0301": "\u0300"}


def written_pairs():
    for line in LETTERS.splitlines():
        if line and not line.startswith("#"):
            source, _, targets = line.partition(": ")
            for target in targets.split():
                yield source, target


def latin_letters(path):
    """The accented Latin letters of all alphabets, small and capital, with base and mark."""
    found = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            for letter in "".join(line.rstrip("\n").split("\t")[1:]):
                for form in (letter, letter.upper()):
                    parts = unicodedata.normalize("NFD", form)
                    if len(form) == 1 and len(parts) == 2 and parts[0].isascii() and parts[0].isalpha():
                        found[form] = parts
    return dict(sorted(found.items()))


def accent_pairs(letters):
    spacing = {}
    for accent, mark in ACCENTS.items():
        spacing.setdefault(mark, []).append(accent)
    for letter, (base, mark) in letters.items():
        yield letter, base
        other = unicodedata.normalize("NFC", base + GRAVE_AND_ACUTE.get(mark, ""))
        if len(other) == 1 and other != base and other in letters:
            yield letter, other
        for accent in spacing.get(mark, ()):
            # A grave, a circumflex and a tilde of ASCII stand before or behind; all occur in files made by TeX.
            yield base + accent, letter
            yield accent + base, letter
            if base == "i":
                yield "ı" + accent, letter
                yield accent + "ı", letter


def points(text):
    return " ".join(f"U+{ord(c):04X}" for c in text)


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    with open(sys.argv[2], encoding="utf-8") as lines:
        known = {tuple(line.split("\t")[:2]) for line in lines if not line.startswith("#")}
    rows = {}
    for source, target in [*written_pairs(), *accent_pairs(latin_letters(sys.argv[1]))]:
        if source != target and (source, target) not in known and not target.isdigit():
            rows[source, target] = True
    print("# What scanners, broken fonts and old files put for a letter; made by scanner.py, do not edit.")
    print("# The project's own data. Columns: source, target, kind, and both as code points.")
    for source, target in sorted(rows):
        print(source, target, "scanner", points(source), points(target), sep="\t")


if __name__ == "__main__":
    main()
