"""Which encoding a text file is in: one fixed order of tries, so that it can be explained.

1. A byte order mark decides. 2. Many NUL bytes at even or odd places: UTF-16 without a mark;
other control bytes: not text. 3. Whatever is valid UTF-8 is UTF-8. 4. Old single-country
encodings are told apart by what each script cannot do: Thai vowel signs must follow a
consonant; Vietnamese tone marks follow a vowel; Chinese text consists of pairs of bytes that
are mostly common characters. 5. What remains is Western European (Windows-1252).
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 20
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_CHARACTER = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_THAI_CONSONANT, _THAI_MARK = "[ก-ฮ]", "[ัิ-ฺ็-๎]"
_THAI_GOOD = re.compile(f"(?<=[ก-ฮัิ-ฺ็-๎ำ]){_THAI_MARK}|[เ-ไ](?={_THAI_CONSONANT})")
_THAI_BOUND = re.compile(f"{_THAI_MARK}|[เ-ไ]")
_THAI_LETTER = re.compile("[\u0e01-\u0e5b]")
_VIETNAMESE_TONED = re.compile("[aeiouyăâêôơư][\u0300\u0301\u0303\u0309\u0323]", re.IGNORECASE)
_VIETNAMESE_BYTE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def guess_encoding(data: bytes) -> str:
    """Gives the codec name under which ``data`` decodes, or "" where it is not text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        return _utf16_without_mark(sample)
    if len(_CONTROL.findall(sample.rstrip(b"\x1a"))) > len(sample) // 1000:
        return ""
    if _decodes(data, "utf-8"):
        return "utf-8"
    for name, fits in (
        ("cp874", _is_thai),
        ("gb18030", _is_chinese_simplified),
        ("big5", _is_chinese_traditional),
        ("cp1258", _is_vietnamese),
    ):
        if fits(sample) and _decodes(data, name):
            return name
    return next((name for name in ("cp1252", "latin-1") if _decodes(data, name)), "")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(sample: bytes) -> str:
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) < 0.3 * half or min(even, odd) > 0.05 * half:
        return ""
    whole = sample[: len(sample) // 2 * 2]
    if not _decodes(whole, name):
        return ""
    text = whole.decode(name)
    return "" if len(_CONTROL_CHARACTER.findall(text)) > len(text) // 1000 else name


def _is_thai(sample: bytes) -> bool:
    text = sample.decode("cp874", errors="replace")
    letters = len(_THAI_LETTER.findall(text))
    high = sum(1 for character in text if character > "\x7f")
    bound = len(_THAI_BOUND.findall(text))
    good = len(_THAI_GOOD.findall(text))
    return letters > 0.9 * high and bound > 0.15 * letters and good > 0.95 * bound


def _pairs(sample: bytes) -> list[bytes]:
    """The two-byte characters of runs that start with a high byte."""
    pairs: list[bytes] = []
    for run in re.finditer(rb"(?:[\x81-\xfe][\x40-\xfe])+", sample):
        found = run.group()
        pairs.extend(found[i : i + 2] for i in range(0, len(found), 2))
    return pairs


def _is_chinese_simplified(sample: bytes) -> bool:
    """Most pairs lie in the 3,755 common characters or punctuation of GB 2312."""
    pairs = _pairs(sample)
    common = sum(1 for p in pairs if (0xB0 <= p[0] <= 0xD7 or p[0] == 0xA3) and p[1] >= 0xA1)
    even = sum(1 for run in _HIGH_RUN.findall(sample) if len(run) % 2 == 0)
    runs = len(_HIGH_RUN.findall(sample))
    return bool(pairs) and common > 0.7 * len(pairs) and even > 0.9 * runs


def _is_chinese_traditional(sample: bytes) -> bool:
    """Most pairs lie in the 5,401 common characters of Big5."""
    pairs = _pairs(sample)
    common = sum(1 for p in pairs if 0xA4 <= p[0] <= 0xC6 and (p[1] <= 0x7E or p[1] >= 0xA1))
    return bool(pairs) and common > 0.85 * len(pairs)


def _is_vietnamese(sample: bytes) -> bool:
    text = sample.decode("cp1258", errors="replace")
    toned = len(_VIETNAMESE_TONED.findall(text))
    own_letters = any(letter in text for letter in "đơưĐƠƯ")
    return own_letters and toned > 0.8 * len(_VIETNAMESE_BYTE.findall(text))
