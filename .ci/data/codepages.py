"""Writes codepages.tsv: what each byte from 0x80 means in the code pages of old treaty files.

Used by build.sh; the mappings are those of Python's codecs, but for the last column:
the built-in encoding of PostScript fonts, through which PDF files without a map show
Latin-1 text (`prØsent` for `présent`). Columns: the byte, then one column a code page. A text typed in one page and read in another shows, for the
letter in one column, the character in another of the same row: `seg£n` was CP437 or
CP850 (0xA3 is `ú`) read as Windows-1252. An empty cell is a byte the page does not
define; controls, spaces and the soft hyphen are written as code points.
Rows where no page has a letter, or all agree, are left out.
"""

import sys
import unicodedata

PAGES = (
    "cp437", "cp850", "cp1252", "cp1250", "cp1251", "cp1253", "cp1257", "iso8859_1", "mac_roman", "adobe_standard",
)

# Adobe StandardEncoding from 0xA0, one character a byte; a space is an undefined byte.
ADOBE_STANDARD = (
    " ¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿"
    " `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—               "
    " Æ ª    ŁØŒº     æ   ı  łøœß    "
)


def meaning(byte, page):
    if page == "adobe_standard":
        return ADOBE_STANDARD[byte - 0xA0].strip() if byte >= 0xA0 else ""
    try:
        return bytes([byte]).decode(page)
    except UnicodeDecodeError:
        return ""


def shown(letter):
    if letter and unicodedata.category(letter) in ("Cc", "Cf", "Co", "Zs"):
        return f"U+{ord(letter):04X}"
    return letter


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    print("# What a byte means in each code page; made by codepages.py, do not edit.")
    print("byte", *PAGES, sep="\t")
    for byte in range(0x80, 0x100):
        letters = [meaning(byte, page) for page in PAGES]
        if len(set(letters)) > 1 and any(letter.isalpha() for letter in letters if letter):
            print(f"0x{byte:02X}", *map(shown, letters), sep="\t")


if __name__ == "__main__":
    main()
