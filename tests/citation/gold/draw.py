#!/usr/bin/env python3
"""Draw the gold sample of clause citations from a folder of raw treaties.

    python3 tests/citation/gold/draw.py CORPUS > tests/citation/gold/sample.tsv

CORPUS is the folder that holds the raw text files named in SAMPLED. Nothing of
Glossator is used: the places are found by the regular expressions below, on
the raw text, so that the sample does not favour what the program can read.
The seed is fixed; the same texts give the same sample. README.md beside this
file says what the strata mean and how the columns are read.

Python 3.11 or later, standard library only.
"""

import hashlib
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

SEED = 20240619

# No file gives more than this many items to one stratum.
FILE_CAP = 25

# Characters on each side of the words that the hash of the context covers.
CONTEXT = 40

# What counts as white space: the Unicode property White_Space, as in Rust.
SPACE = "[\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"

# Files whose text may be committed to the project: preferred.
FREE = {
    "bbnj-agreement.ar.txt", "bbnj-agreement.en.txt", "bbnj-agreement.es.txt",
    "bbnj-agreement.fr.txt", "bbnj-agreement.ru.txt", "bbnj-agreement.zh.txt",
    "crc.en.txt", "fish-stocks-agreement.en.txt", "gdpr.en.txt",
    "outer-space-treaty.zh-hant.txt", "paris-agreement.en.txt",
    "rome-statute.zh-hant.txt", "un-charter.ar.txt", "un-charter.en.txt",
    "un-charter.es.txt", "un-charter.fr.txt", "un-charter.ru.txt",
    "un-charter.zh.txt", "unclos.en.txt",
}


@dataclass(frozen=True)
class Place:
    """A candidate: characters `start` to `end` of the text of `file`."""

    file: str
    start: int
    end: int
    words: str
    before: str
    after: str
    heading: bool


# --- English ---------------------------------------------------------------

EN_UNIT = (
    r"(?i:(?:sub-?)?(?:articles?|arts?\.|paragraphs?|paras?\.|clauses?|sections?|points?"
    r"|items?|chapters?|parts?|titles?|divisions?|annex(?:es)?|appendi(?:x|ces)|schedules?"
    r"|rules?|regulations?|recitals?|footnotes?|attachments?|protocols?))"
)
# Units that "this", "that", "the preceding" … make a relative form.
EN_NEAR = (
    r"(?i:(?:sub-?)?(?:articles?|paragraphs?|clauses?|sections?|chapters?|parts?|titles?"
    r"|annex(?:es)?|appendi(?:x|ces)|schedules?))"
)
EN_PART = r"\((?!E[CU]\))\w{1,4}\)"
EN_ONE = (
    r"(?:(?:No\.\s)?(?:\d+(?:[.:-]\d+)*(?:[a-z]\)|[A-Za-z](?![\w’'.]))?(?:\s?(?:bis|ter|quater)\b)?"
    r"|[IVXLC]+(?:\s?:\s?\d+)?(?:-\d+)?(?![\w’'])(?:\s?(?:bis|ter|quater)\b)?|[A-Z](?:[.-]\d+)*(?![\w’']))"
    r"(?:\s?" + EN_PART + r")*|" + EN_PART + r"(?:\s?" + EN_PART + r")*)"
)
EN_LIST = EN_ONE + r"(?:(?:\s?[-–]\s?|,\s+(?:and\s+|or\s+)?|\s+(?:and|or|to|through)\s+)" + EN_ONE + r")*"
EN_FIGURE = EN_UNIT + r"\s+" + EN_LIST
EN_RELATIVE = (
    r"(?i:this|these|the\s+present|that|those|the\s+same|same|the\s+said|said|the\s+aforesaid"
    r"|(?:the\s+)?(?:immediately\s+)?(?:preceding|foregoing|following|next|previous))"
    r"\s+(?:(?i:two|three)\s+)?" + EN_NEAR + r"\b(?!\s+[\dIVXLC(])"
)
EN_ORDINAL = (
    r"(?i:(?:the\s+)?(?:first|second|third|fourth|fifth|last|penultimate)"
    r"\s+(?:sentences?|(?:sub-?)?paragraphs?))\b"
)
EN_ITEM = r"(?:" + EN_FIGURE + r"|" + EN_RELATIVE + r"|" + EN_ORDINAL + r")"
EN_JOIN = r"(?:,?\s+(?i:of|in|to|under)\s+(?i:the\s+)?|,\s+|\s+|:\s?)"
EN_ACRONYM = r"(?:GATT|GATS|TFEU|TEU|DSU|ECHR|UNCLOS|TRIPS)(?:\s+(?:19|20)\d\d)?"
EN_INSTRUMENT = (
    r"(?:Convention|Agreement|Charter|Treaty|Statute|Protocol|Regulation|Directive|Covenant|Constitution|Act\b"
    r"|Understanding|Decision|Resolution|Pact|Declaration|Rules|Code)"
)
EN_NAME = (
    r"(?=[^.;,()\n]{0,70}?" + EN_INSTRUMENT + r")[A-Z][\w’'-]*(?:\s+(?:(?:of|on|for|the|and|to|establishing|concerning|relating)\s+){0,3}"
    r"(?:[A-Z][\w’'/-]*|\([A-Z]+\)|\d{4}\b)){0,8}"
)
EN_OWNER = (
    r"(?:\s+(?:hereof|thereof|hereto|thereto|above|below|hereunder)\b"
    r"|,?\s+(?:of|to|in|under|from)\s+(?:(?:the\s+)?" + EN_ACRONYM + r"\b"
    r"|(?:this|the|that|the\s+said|the\s+present|its)\s+(?:\d{4}\s+)?" + EN_NAME + r")"
    r"|\s+" + EN_ACRONYM + r"\b)"
)
EN = re.compile(
    r"(?<![\w’'-])" + EN_ITEM + r"(?:" + EN_JOIN + EN_ITEM + r"){0,5}(?:" + EN_OWNER + r"){0,2}"
)

# --- French, Spanish, Russian, Dutch ----------------------------------------

FR_UNIT = (
    r"(?i:articles?|art\.|paragraphes?|alinéas?|sous-paragraphes?|chapitres?|parties?|annexes?"
    r"|sections?|points?|lettres?)"
)
FR_ONE = r"(?:(?:\d+(?:er)?(?:\s?(?:bis|ter))?|[IVXLC]+(?![\w’'])|premier|[a-z](?=\)))(?:\s?\)|\s[a-z]\)|\s[ivx]+\))*)"
FR_LIST = FR_ONE + r"(?:(?:,\s|\set\s|\sou\s|\sà\s|,\set\s)" + FR_ONE + r")*"
FR_ITEM = (
    r"(?:" + FR_UNIT + r"\s+" + FR_LIST
    + r"|(?i:(?:du|le|au|de\s+la|la)\s+(?:présente?|même|dite?)|cet|cette)\s+(?:" + FR_UNIT + r")(?!\s[\dIVX])"
    + r"|(?i:l['’])?" + FR_UNIT + r"\s+(?:précédente?|suivante?|qui\s+précède)s?\b)"
)
FR_TAIL = (
    r"(?:\s+(?:ci-dessus|ci-après|ci-dessous)|\s+(?:de\s+la|du|de\s+l['’]|des?)\s*(?:présente?\s+)?"
    r"(?:[A-ZÉ][\w’'-]*)(?:\s+(?:(?:de|des|du|sur|la|le|les|et|d['’])\s*){0,3}[A-Z][\w’'-]*){0,6})"
)
FR = re.compile(
    r"(?<![\w-])" + FR_ITEM + r"(?:(?:,?\s+(?:de\s+l['’]|du\s+|des?\s+|de\s+la\s+)?)" + FR_ITEM + r"){0,4}"
    r"(?:" + FR_TAIL + r")?"
)

ES_UNIT = (
    r"(?i:artículos?|articulos?|art\.|párrafos?|apartados?|incisos?|sub-?párrafos?|numerales?|letras?"
    r"|literales?|capítulos?|partes?|anexos?|secci(?:ón|ones)|apéndices?)"
)
ES_ONE = r"(?:(?:\d+(?:[.-]\d+)*(?:-?[A-Z](?!\w))?|[IVXLC]+(?!\w)|[a-z](?=\))|(?:un|déci|segun|ter|cuar|quin)\w+(?=\W)|\(\w{1,4}\))(?:\s?\(\w{1,4}\)|\s?[a-z]\)|\)|\s[ivx]+\))*)"
ES_LIST = ES_ONE + r"(?:(?:,\s|\sy\s|\so\s|\sal?\s|\sa\s)" + ES_ONE + r")*"
ES_ITEM = (
    r"(?:" + ES_UNIT + r"\s+" + ES_LIST
    + r"|(?i:(?:el|del|al|la|de\s+la)\s+(?:presente|mismo|misma)|este|esta|dicho|dicha|ese|aquel)\s+" + ES_UNIT + r"(?!\s[\dIVX])"
    + r"|" + ES_UNIT + r"\s+(?:anterior|precedente|siguiente)(?:es)?\b)"
)
ES_TAIL = (
    r"(?:\s+(?:supra|infra|precedentes?|anteriores)\b|,?\s+(?:de\s+la|del|de\s+este|de\s+esta)\s+(?:presente\s+)?[A-Z][\w-]*"
    r"(?:\s+(?:(?:de|del|los|las|la|el|sobre|y|en)\s+){0,3}[A-Z][\w-]*){0,6})"
)
ES = re.compile(
    r"(?<![\w-])" + ES_ITEM + r"(?:(?:,?\s+(?:del\s+|de\s+la\s+|de\s+los\s+|de\s+)?)" + ES_ITEM + r"){0,4}"
    r"(?:" + ES_TAIL + r")?"
)

RU_UNIT = r"(?i:стат(?:ь(?:я|и|е|ю|ей|ям|ями|ях)|ей)|(?:под)?пункт(?:а|у|е|ом|ы|ов|ам|ами|ах)?|абзац(?:а|у|е|ем|ы|ев|ах)?|част(?:ь|и|ью|ей|ях)|глав(?:а|ы|е|у|ой)|приложени(?:е|я|ю|и|ем|ях)|раздел(?:а|у|е|ом|ы|ов|ах)?)"
RU_ONE = r"(?:(?:\d+|[IVXLC]+(?!\w)|[a-zа-я](?=\)))(?:\s?[a-zа-я](?!\w)\)?|\)|\s[ivx]+\))*)"
RU_LIST = RU_ONE + r"(?:(?:,\s|\sи\s|\sили\s|\sпо\s|[-–])" + RU_ONE + r")*"
RU_ITEM = (
    r"(?:" + RU_UNIT + r"\s+(?:с\s+)?" + RU_LIST
    + r"|(?i:настоящ(?:ей|его|ему|ем|ая|ий|их|ими|им)|эт(?:ой|ого|ом|ому|ими|их)|т(?:ой|ого)\s+же|указанн(?:ой|ого)|предыдущ(?:ей|его|ем)|следующ(?:ей|ем|его))\s+"
    + RU_UNIT + r"\b(?!\s\d))"
)
RU_TAIL = r"(?:\s+(?:выше|ниже)\b|\s+(?:настоящего\s+|настоящей\s+|этой\s+|этого\s+)?(?:Устав|Конвенци|Соглашени|Статут|Договор|Декларац)\w*(?:\s+[А-Я][а-я]+){0,3})"
RU = re.compile(r"(?<!\w)" + RU_ITEM + r"(?:,?\s+" + RU_ITEM + r"){0,4}(?:" + RU_TAIL + r")?")

NL_UNIT = r"(?i:artikel(?:en)?|lid|leden|alinea['’]?s?|hoofdstuk(?:ken)?|titels?|afdeling(?:en)?|bijlagen?|delen|deel|punt(?:en)?|onder)"
NL_ONE = r"(?:\d+(?:\s?bis)?|[IVXLC]+(?!\w)|[a-z](?:\)|(?=[ ,.)])))\)?"
NL_LIST = NL_ONE + r"(?:(?:,\s|\sen\s|\sof\s|\stot\s(?:en\smet\s)?)" + NL_ONE + r")*"
NL_ITEM = (
    r"(?:" + NL_UNIT + r"\s+" + NL_LIST + r"|(?i:dit|deze|dat|hetzelfde|het\s+vorige|het\s+volgende)\s+"
    + r"(?i:artikel|lid|alinea|hoofdstuk|titel|afdeling|bijlage)\b(?!\s\d)"
    + r"|(?i:(?:de\s+)?(?:eerste|tweede|derde|vierde)\s+(?:alinea|zin|lid)))"
)
NL_TAIL = r"\s+van\s+(?:het|de|dit)\s+(?:genoemde\s+)?[A-Z][\w-]*(?:\s+(?:(?:van|de|het|betreffende|tot|en|werking)\s+){0,4}[A-Z][\w-]*){0,5}"
NL = re.compile(r"(?<!\w)" + NL_ITEM + r"(?:,?\s+(?:van\s+)?" + NL_ITEM + r"){0,4}(?:" + NL_TAIL + r")?")

# --- Chinese, Arabic ----------------------------------------------------------

ZH_NUMBER = r"[一二三四五六七八九十百零〇○\d]+"
ZH_UNIT = r"(?:條|条|款|項|项|章|部分|編|编|節|节|分項|分项)"
ZH_ITEM = (
    r"(?:第\s?" + ZH_NUMBER + r"\s?" + ZH_UNIT + r"(?:之" + ZH_NUMBER + r")?(?:[（(][^（）()]{1,3}[）)])*"
    r"|附件\s?" + ZH_NUMBER + r"|(?:本|該|该|同|前|上|下)" + r"(?:條|条|款|項|项|章|部分|編|编|節|节)(?![约約件例文目]))"
)
ZH = re.compile(
    r"(?:(?:《[^《》]{2,20}》|本?宪章|公约|本協定|本协定|本規約|本规约)的?)?(?:上述|下述)?"
    + ZH_ITEM + r"(?:(?:第\s?|至|及|和|或|与|與|、|的)?" + ZH_ITEM + r"){0,5}"
)

AR_ORDINAL = r"(?:الأولى|الثانية|الثالثة|الرابعة|الخامسة|السادسة|السابعة|الثامنة|التاسعة|العاشرة|الأول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر|الحادي|الحادية)"
AR_UNIT = r"(?:ال)?(?:مادة|مادتين|مواد|فقرة|فقرتين|فقرات|فقرات|جزء|جزأين|فصل|فصلين|مرفق|مرفقات|مرفقين|باب|بند)"
AR_ONE = r"(?:\d+|\([\w]{1,3}\)|" + AR_ORDINAL + r"(?:\s+(?:عشرة?|و?العشر[يو]ن|و?الثلاث[يو]ن|و?الأربع[يو]ن))?)(?:\s?\(\w{1,3}\))*"
AR_LIST = AR_ONE + r"(?:(?:\s?،\s?|\s+و\s?|\s+إلى\s+|\s+أو\s+)" + AR_ONE + r")*"
AR_ITEM = (
    r"(?:\b[بلوك]?" + AR_UNIT + r"(?:\s+الفرعية)?\s+" + AR_LIST
    + r"|هذ(?:ه|ا|ين)\s+" + AR_UNIT + r"\b|" + AR_UNIT + r"\s+(?:السابقة|التالية|المذكورة|المذكور|ذاتها|نفسها))"
)
AR_TAIL = r"(?:\s+(?:أعلاه|أدناه)|\s+من\s+(?:هذا\s+|هذه\s+)?(?:الميثاق|الاتفاقية|الاتفاق|النظام|التصريح)\b)"
AR = re.compile(AR_ITEM + r"(?:\s+(?:من\s+)?" + AR_ITEM + r"){0,4}(?:" + AR_TAIL + r")?")

PATTERNS = {"en": EN, "fr": FR, "es": ES, "ru": RU, "nl": NL, "zh": ZH, "ar": AR}

# The unit and number of a heading, at the start of a line or of a sentence.
HEADING = {
    "en": r"(?:Article|ARTICLE|Section|SECTION|Chapter|CHAPTER|Part|PART|Annex|ANNEX|Title|TITLE"
    r"|Appendix|APPENDIX|Schedule|SCHEDULE|Rule|RULE|Protocol|PROTOCOL|Attachment|Sub-?[Ss]ection|Art\.|ART\.)",
    "fr": r"(?:Article|ARTICLE|Chapitre|CHAPITRE|Partie|PARTIE|Annexe|ANNEXE)",
    "es": r"(?:Artículo|ARTÍCULO|ARTICULO|Capítulo|CAPÍTULO|CAPITULO|Parte|PARTE|Anexo|ANEXO|Sección|SECCIÓN)",
    "ru": r"(?:Статья|СТАТЬЯ|Глава|ГЛАВА|Часть|ЧАСТЬ|Приложение|ПРИЛОЖЕНИЕ)",
    "nl": r"(?:Artikel|ARTIKEL|Hoofdstuk|HOOFDSTUK|Titel|TITEL|Afdeling|AFDELING|Deel|DEEL|Bijlage)",
    "zh": r"第",
    "ar": r"(?:المادة|الفصل|الجزء|المرفق)",
}


def is_heading(language: str, words: str, before: str, after: str) -> bool:
    """Whether a place looks like the heading of a division rather than a citation."""
    if not re.match(HEADING[language], words):
        return False
    line_start = re.search(r"(?:^|\n)[^\S\n]*(?:[-–•|#*]+\s*)?$", before) is not None
    if language == "zh":
        return line_start and re.match(r"\s|$", after) is not None
    if language == "ar":
        return re.match(r"\s+(?:من|إلى|و|أو|،|على|في|أعلاه)", after) is None and (
            line_start or re.search(r"[.:]\s*$", before) is not None
        )
    if line_start:
        return re.match(r"\s*(?:$|\n|[.:–—-]|[A-ZÉ\u0410-\u042f(])|\s+\S+\n", after) is not None
    fresh = re.search(r"(?:[.;:)”\"\d]|\n)\s*$", before) is not None
    follows = re.match(r"\s*(?:$|\n|[A-Z\u0410-\u042f]|[.:–—-]\s)", after) is not None
    return follows and (fresh or words.isupper())


def language_of(file: str) -> str:
    return file.split(".")[-2].split("-")[0]


def places(file: str, text: str, pattern: re.Pattern) -> list[Place]:
    found = []
    language = language_of(file)
    for match in pattern.finditer(text):
        start, end = match.span()
        words = match.group()
        # A place that runs over an empty line is two blocks: the first counts.
        if (gap := re.search(r"\n\s*\n", words)) is not None:
            words = re.sub(r"(?:,|\s(?:and|or|et|ou|y|o|и|или|en|of|و))*$", "", words[: gap.start()])
            end = start + len(words)
        before, after = text[max(0, start - 1000) : start], text[end : end + 80]
        heading = is_heading(language, words, before, after)
        found.append(Place(file, start, end, " ".join(words.split()), before, after, heading))
    return found


# --- Forms -------------------------------------------------------------------


@dataclass(frozen=True)
class Form:
    """A form to draw `quota` items of.

    `where` tests the words; `before` and `after` test the text next to them. A form
    with a `pattern` finds its places by that instead of the language's chain.
    """

    stratum: str
    name: str
    languages: str
    quota: int
    where: str = ""
    before: str = ""
    after: str = ""
    unless: str = ""
    pattern: str = ""
    headings: bool = False


COMMON = [
    Form("common", "any", "en", 96),
    Form("common", "any", "fr", 5),
    Form("common", "any", "es", 5),
    Form("common", "any", "ru", 4),
    Form("common", "any", "zh", 4),
    Form("common", "any", "ar", 4),
    Form("common", "any", "nl", 2),
]

NUMBERED_ACT = r"(?:Regulation|Directive|[Rr]esolution|Decision)s?\s(?:\([A-Z]+\)\s)?(?:No\.?\s)?\d+/\d+(?:/[A-Z]+)?"

RARE = [
    Form("rare", "chain-in-words", "en", 5, r"(?i)^(?!.*sentence).*sub-?paragraphs?\s\(?\w{1,4}\)?.*\barticle\s\d|article\s[\dIVX]+,\s+paragraph"),
    Form("rare", "sub-paragraph", "en", 5, r"(?i)^(?:sub-?paragraphs?|points?|items?|clauses?)\s+\(?[\dA-Za-z]{1,4}\)?"),
    Form("rare", "parentheses", "en", 4, r"\d\s?\(\w{1,4}\)\s?\(\w{1,4}\)"),
    Form("rare", "dotted", "en", 5, r"(?i)(?:article|paragraph|annex)s?\s\d+\.\d+"),
    Form("rare", "letter-bis", "en", 4, r"(?i:articles?)\s.*(?:\d[A-Z]\b|\b(?:\d+|[IVX]+)\s?(?:bis|ter)\b)"),
    Form("rare", "letter-annex", "en", 1, r"(?i:annex)\s\d+[A-Z]\b"),
    Form("rare", "colon", "en", 3, r"[IVX]+\s?:\s?\d"),
    Form("rare", "half-parenthesis", "en", 3, r"\b\d+[a-z]\)"),
    Form("rare", "range", "en", 8, r"(?i)s\s\S+(?:\s\(\w+\))?(?:\sto\s|\sthrough\s|\s?[-–]\s?)[\dIVX(]"),
    Form("rare", "hereof-thereof", "en", 4, r"(?:hereof|thereof|hereto|thereto)$"),
    Form("rare", "thereof-owner", "en", 2, pattern=r"\b(?:[Aa]rticles?|[Pp]aragraphs?)\s\d+[^.;\n]{0,25}\s(?:thereof|hereof)\b"),
    Form("rare", "preceding-following", "en", 5, r"(?i)^(?:the\s)?(?:preceding|foregoing|following|next|previous)\s", unless="schedule", after=r"(?!s?\s*:)"),
    Form("rare", "sentence", "en", 5, r"(?i)\b(?:first|second|third|last)\s(?:sentence|sub-?paragraph)"),
    Form("rare", "preposed-owner", "en", 4, before=r"(?<!\bof)\s$", pattern=r"(?:\b(?:GATT|GATS|TFEU|TEU|DSU|ECHR|TRIPS|NAFTA)(?:\s19\d\d)?,?\s|\b[A-Z]\w+[’']s\s|\bAgreement\son\s[A-Z][\w -]{5,60},\s|\b[A-Z]\w+\sAnnex,\s)(?:[Aa]rticles?|Annex|Part|paragraphs?)\s(?:\d+|[IVXLC]+)(?:[.(:]\w+\)?)*"),
    Form("rare", "containers", "en", 9, r"^(?:Regulation|Rule|Section|Part|Schedule|Annex|Appendix|Chapter|section|annex|Sub-[Ss]ection)s?\s.*\b(?:of|to|in|,)\s(?:the\s)?(?:Part|Annex|Chapter|Section|Title|Schedule|Appendix|section|article|paragraph)\b"),
    Form("rare", "above-below", "en", 5, r"(?:above|below)$"),
    Form("rare", "letters-and-levels", "fr", 3, r"\s[a-z]\)|alinéas?\s\d|\bbis\b"),
    Form("rare", "above-below", "fr", 1, r"ci-(?:dessus|après|dessous)$"),
    Form("rare", "letters-and-levels", "es", 2, r"\d\.\d|\s[a-z]\)|\(\w\)"),
    Form("rare", "relative-order", "es", 1, r"(?:anterior|precedente|siguiente)"),
    Form("rare", "letters-and-levels", "ru", 3, r"\d\s?[a-zа-я]\b|подпункт|\s[a-zа-я]\)"),
    Form("rare", "above-below", "ru", 1, r"(?:выше|ниже)$"),
    Form("rare", "chain-or-list", "zh", 3, r"[條条]第.*款|[至及和]第|[（(]"),
    Form("rare", "preceding", "zh", 1, r"前[條条款項项]|上述第"),
    Form("rare", "ordinals-and-letters", "ar", 2, r"الأولى|الثانية|عشر|\(\w+\)"),
    Form("rare", "above-below", "ar", 1, r"(?:أعلاه|أدناه)$"),
]

OWNERS = [
    Form("owner", "foreign", "en", 16, r"\b(?:of|to|in|under)\s(?:the|that)\s.*(?:Convention|Agreement|Charter|Treaty|Statute|Protocol|Covenant)", unless=r"\bthis\b"),
    Form("owner", "acronym", "en", 4, r"\d.*\b(?:GATT|GATS|TFEU|TEU|DSU|ECHR)\b|[IVX].*\b(?:GATT|GATS)\b"),
    Form("owner", "own", "en", 9, r"\b(?:of|to)\s(?:this|the\spresent)\s(?:Convention|Agreement|Charter|Treaty|Statute|Protocol|Regulation|Covenant)"),
    Form("owner", "of-a-numbered-act", "en", 2, pattern=r"\b(?:Articles?|[Pp]aragraphs?|[Pp]oints?|[Aa]nnex(?:es)?)\s(?:\d+|[IVX]+|\(\w\))(?:\(\w+\))*\s(?:of|to)\s(?:Council\s|the\s)?" + NUMBERED_ACT),
    Form("negative", "numbered-act", "en", 2, before=r"(?<!\bof)\s$", pattern=r"\b" + NUMBERED_ACT),
    Form("relative", "this", "en", 6, r"(?i)^(?:this|the\spresent)\s", after=r"(?!\w)"),
    Form("relative", "in-chain", "en", 3, r"(?i)^(?:para|sub|point|sect).*\b(?:this|the\spresent|that|the\ssame|the\ssaid)\s(?:article|paragraph|section|part|annex)"),
    Form("relative", "that-same-said", "en", 8, r"(?i)^(?:that|the\ssame|same|the\ssaid|said|the\saforesaid|those|these)\s"),
    Form("negative", "articles-without-number", "en", 5, pattern=r"(?i)\b(?:newspaper|personal|manufactured|other|toilet|new|of|certain|such|worked|household|these|few|or|and)\sarticles\b(?:\s(?:of|which|or|and|in|for|from)\s\w+)?(?=\s(?-i:[a-z(])|[.,;])"),
    Form("negative", "lower-case-word", "en", 6, pattern=r"\b(?:in|as|a|any|integral|large|each|form|no|the|latter|cross)[ -](?:part|section|title|chapter|item|point|rule|clause|annex)\s(?:of|in|for|at|to|or)\s(?:the|a|an|any|its|their|such|which)\b"),
    Form("negative", "quantity", "en", 3, pattern=r"(?i)\b(?:two|three|four|several|both|separate|\d+)\s(?:parts|sections|articles|items|points|chapters|titles)\s(?:of|in|or|and|to|per|that)\s\w+|\bsections?\sof\s(?:land|rail\w*|said)|\bquarter[ -]sections?|\bparts\sper\s\w+"),
    Form("negative", "heading", "en", 4, headings=True),
    Form("negative", "caption-after-number", "en", 3, before=r"\b[a-z]+,?[ ]\Z", pattern=r"\b(?:Article|Annex|Chapter|Part|Schedule|Section)\s(?:\d+|[IVX]+)\s(?:[A-Z][a-z]+s?|chemicals?|facilit(?:y|ies))\b(?=\s(?!on\b|of\b)[a-z]|[,;.])"),
    Form("negative", "quoted", "en", 1, before=r"“[^”\n]*$|\n[^\"\n]*(?:\"[^\"\n]*\"[^\"\n]*)*\"[^\"\s][^\"\n]*$"),
    Form("negative", "articles-without-number", "fr", 1, pattern=r"(?:les|d['’]|des|dits|autres)\s?articles\s(?:de|d['’]|en|qui|publiés)\s?\w+"),
    Form("relative", "this-and-owner", "fr", 1, r"présent|cet|même|Charte|Convention|Accord"),
    Form("owner", "foreign", "fr", 1, r"de\sla\sConvention|de\sl['’]Accord|du\sStatut", unless=r"présente"),
    Form("relative", "this-and-owner", "es", 2, r"presente|[Ee]st[ea]|dich[oa]|mismo"),
    Form("owner", "foreign", "es", 1, r"(?:de\sla|del)\s(?:Convención|Carta|Acuerdo|GATT|Estatuto)", unless=r"presente"),
    Form("relative", "this", "ru", 2, r"(?i)настоящ|эт(?:ой|ого)|указанн"),
    Form("owner", "foreign", "ru", 1, r"Конвенци|Устав|Статут|Деклар"),
    Form("relative", "this", "zh", 2, r"^(?:本|該|该|同|前)[條条款項项]"),
    Form("owner", "foreign", "zh", 1, r"公[约約]|宪章|憲章|》"),
    Form("relative", "this", "ar", 2, r"هذ(?:ه|ا)"),
    Form("owner", "foreign", "ar", 1, r"الاتفاقية|الميثاق|النظام"),
    Form("owner", "of-the-treaty", "nl", 2, r"van\s(?:het|dit)\sVerdrag"),
    Form("relative", "this", "nl", 1, r"(?i)^(?:dit|deze|dat|hetzelfde)"),
]

# Rare and special forms are drawn before the common ones, so that a common
# item never takes the place of one of the few rare ones.
FORMS = RARE + OWNERS + COMMON


def fits(form: Form, place: Place) -> bool:
    return (
        (form.headings == place.heading or (form.pattern != "" and not place.heading))
        and (not form.where or re.search(form.where, place.words) is not None)
        and (not form.before or re.search(form.before, place.before) is not None)
        and (not form.after or re.match(form.after, place.after) is not None)
        and (not form.unless or re.search(form.unless, place.words) is None)
    )


def draw(texts: dict[str, str], chains: dict[str, list[Place]]) -> list[tuple[Form, Place]]:
    drawn: list[tuple[Form, Place]] = []
    taken: dict[str, list[tuple[int, int]]] = {}
    per_stratum: Counter = Counter()
    for form in FORMS:
        files = [file for file in texts if language_of(file) == form.languages]
        if form.pattern:
            pattern = re.compile(form.pattern)
            pool = [place for file in files for place in places(file, texts[file], pattern)]
        else:
            pool = [place for file in files for place in chains[file]]
        pool = [place for place in pool if fits(form, place)]
        random.Random(f"{SEED} {form.stratum} {form.name} {form.languages}").shuffle(pool)
        any_form = form.stratum == "common"
        # A rare form comes from many files, and from free ones for the first half.
        cap = FILE_CAP if any_form else max(1, form.quota // 3)
        half = 0 if any_form else (form.quota + 1) // 2
        passes = [
            (cap, [place for place in pool if place.file in FREE], half),
            (cap, pool, form.quota),
            (FILE_CAP, pool, form.quota),
        ]
        seen: set[str] = set()
        per_file: Counter = Counter()
        count = 0
        for limit, candidates, quota in passes:
            for place in candidates:
                if count >= quota:
                    break
                spans = taken.setdefault(place.file, [])
                group = (form.stratum, place.file)
                if (
                    per_file[place.file] >= limit
                    or per_stratum[group] >= FILE_CAP
                    or (not any_form and place.words.lower() in seen)
                    or any(place.start < end and start < place.end for start, end in spans)
                ):
                    continue
                spans.append((place.start, place.end))
                seen.add(place.words.lower())
                per_file[place.file] += 1
                per_stratum[group] += 1
                count += 1
                drawn.append((form, place))
        if count < form.quota:
            sys.exit(f"{form.stratum} {form.name} {form.languages}: {count} of {form.quota} found")
    return drawn


# --- Output --------------------------------------------------------------------


def collapse(text: str) -> str:
    return re.sub(SPACE + "+", " ", text)


def starts_in_line(text: str, words: str, start: int) -> list[int]:
    """Where `words`, with any white space between them, start in the line of `start`."""
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", start)
    high = len(text) if high < 0 else high
    pattern = re.compile((SPACE + "+").join(re.escape(word) for word in words.split(" ")))
    found, at = [], low
    while (match := pattern.search(text, at)) is not None and match.start() < high:
        found.append(match.start())
        at = match.start() + 1
    return found


# Words that may not be taken in to make a place unique: they may cite a clause themselves.
CITES = re.compile(
    r"(?i)\d|[.;:]$|\(|\b(?:sub-?)?(?:article|paragraph|section|part|chapter|annex|point|sentence|title|convention|agreement|and|or)s?\b"
    r"|artícul|párraf|alinéa|paragraphe|стат|пункт|artikel|lid\b|ماد|فقر"
)


def widen(text: str, place: Place) -> tuple[int, int]:
    """The place, with up to six words after it where it is not alone in its line."""
    start, end = place.start, place.end
    for _ in range(6):
        if len(starts_in_line(text, collapse(text[start:end]), start)) == 1:
            return start, end
        more = re.compile(r"[^\S\n]+[^\s]+").match(text, end)
        if more is None or CITES.search(more.group()) is not None:
            break
        end = more.end()
    if len(starts_in_line(text, collapse(text[start:end]), start)) == 1:
        return start, end
    return place.start, place.end


def row(number: int, form: Form, place: Place, text: str) -> str:
    start, end = widen(text, place)
    words = collapse(text[start:end])
    sides = collapse(text[max(0, start - CONTEXT) : start]) + "\t" + collapse(text[end : end + CONTEXT])
    fields = [
        f"g{number:03}",
        f"{form.stratum}/{form.name}",
        place.file,
        str(text.count("\n", 0, start) + 1),
        words,
        hashlib.sha256(sides.encode()).hexdigest()[:16],
        str(starts_in_line(text, words, start).index(start) + 1),
    ]
    return "\t".join(fields)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: draw.py CORPUS")
    folder = Path(sys.argv[1])
    # Bytes are decoded here, so that no line end is changed.
    texts = {
        path.name: path.read_bytes().decode("utf-8")
        for path in sorted(folder.glob("*.txt"))
        if language_of(path.name) in PATTERNS
    }
    chains = {file: places(file, text, PATTERNS[language_of(file)]) for file, text in texts.items()}
    drawn = draw(texts, chains)
    order = ["common", "rare", "owner", "relative", "negative"]
    drawn.sort(key=lambda item: (order.index(item[0].stratum), item[1].file, item[1].start))
    print("id\tstratum\tfile\tline\twords\tcontext\toccurrence")
    for number, (form, place) in enumerate(drawn, 1):
        print(row(number, form, place, texts[place.file]))


if __name__ == "__main__":
    main()
