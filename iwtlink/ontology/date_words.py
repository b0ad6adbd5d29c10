"""The shapes in which sources of the region write dates: patterns, month names, digits."""

from __future__ import annotations

import re
import unicodedata

from iwtlink.ontology.date_phrases import plain_phrase

_MONTHS = (
    "jan january janvier janeiro มกราคม ม.ค. ມັງກອນ",
    "feb february fevrier fevereiro กุมภาพันธ์ ก.พ. ກຸມພາ",
    "mar march mars marco มีนาคม มี.ค. ມີນາ",
    "apr april avril abril เมษายน เม.ย. ເມສາ",
    "may mai maio พฤษภาคม พ.ค. ພຶດສະພາ",
    "jun june juin junho มิถุนายน มิ.ย. ມິຖຸນາ",
    "jul july juillet julho กรกฎาคม ก.ค. ກໍລະກົດ",
    "aug august aout agosto สิงหาคม ส.ค. ສິງຫາ",
    "sep sept september septembre setembro กันยายน ก.ย. ກັນຍາ",
    "oct october octobre outubro ตุลาคม ต.ค. ຕຸລາ",
    "nov november novembre novembro พฤศจิกายน พ.ย. ພະຈິກ",
    "dec december decembre dezembro ธันวาคม ธ.ค. ທັນວາ",
)

MONTH_NAMES = tuple(name for names in _MONTHS for name in names.split())
"""The names of the months in all languages of the region, without accents."""

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]\.?m\.?| ?z|[+-]\d\d:?\d\d)?"

ABOUT = re.compile(
    r"(?:~|about|around|approximately|approx\.?|circa|ca?\.|khoảng|ประมาณ|ປະມານ|约)\s*(?=\S)"
)
BEFORE = re.compile(r"(?:before|<|ກ່ອນ|ก่อน|trước)\s*(?=\S)")
UNTIL = re.compile(r"(?:until|up to|by|to)\s+(?=\S)")
AFTER = re.compile(r"(?:after|>|ຫຼັງ|หลัง|sau)\s*(?=\S)")
SINCE = re.compile(r"(?:since|from|as of|ຕັ້ງແຕ່|ตั้งแต่|từ)\s*(?=\S)")
BETWEEN = re.compile(r"\s*(?:/|–|—|\bto\b|\buntil\b|\bthrough\b|\s-\s|ຫາ|ถึง)\s*")
TWO_YEARS = re.compile(r"(\d{4})-(\d{4})")
DAYS_OF_ONE_MONTH = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2}\s+[^\W\d].*)")

ISO = re.compile(rf"(\d{{4}})(?:-(\d{{1,2}})(?:-(\d{{1,2}}))?)?(?:[t ]{_CLOCK})?")
NUMBERS = re.compile(rf"(\d{{1,4}})([./\- ])(\d{{1,2}})\2(\d{{1,4}})(?:\s+{_CLOCK})?")
MONTH_YEAR = re.compile(r"(\d{1,2})[./\- ](\d{4})")
YEAR_MONTH = re.compile(r"(\d{4})[./ ](\d{1,2})")
DAY_MONTH_YEAR = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s\-./]+)?([^\W\d][^\d\s\-/,]*)[\s\-./,]*('?\d{2,4})"
)
MONTH_DAY_YEAR = re.compile(r"([^\W\d][^\d\s]*)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?")
COMPACT = re.compile(r"(1[89]\d\d|2[0-5]\d\d)(\d{2})(\d{2})")
QUARTER = re.compile(r"q([1-4])\s*/?\s*(\d{4})|(\d{4})\s*-?\s*q([1-4])")
SERIAL = re.compile(r"\d{1,7}(\.\d+)?")


def tidy(text: str) -> str:
    """Make digits of all scripts ASCII and spaces single; invisible marks and fillers go."""
    plain = unicodedata.normalize("NFKC", text.replace("\u200b", "")).strip()
    digits = "".join(
        str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in plain
    )
    return plain_phrase(re.sub(r"\s+", " ", digits))


def month_number(name: str) -> int | None:
    """Give 1 to 12 for a month's name in a language of the region; else nothing."""
    return _NUMBER_OF.get(_folded(name)) or _NUMBER_OF.get(_folded(name.rstrip(".")))


def _folded(text: str) -> str:
    """Fold letters that differ only by case or accent; marks of Lao and Thai stay."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f")


_NUMBER_OF = {
    _folded(name): number for number, names in enumerate(_MONTHS, 1) for name in names.split()
}
