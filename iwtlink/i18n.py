"""The words of the program in the user's language.

Each visible string is a whole English sentence with named placeholders, passed through
``tr`` or ``ntr`` when it is shown, never at import. Catalogues are plain gettext ``.po`` files in
``resources/locale/``; they are read as they stand, so nothing has to be compiled. What a
catalogue does not have stays English. Stored values are never translated.
"""

from __future__ import annotations

import gettext
import io
import locale
import os
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from iwtlink.errors import BadInput
from iwtlink.paths import resource

LANGUAGES: Mapping[str, str] = {"en": "English", "lo": "ລາວ"}
"""The languages with a catalogue, each under its own name."""

_PO_LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d+)\])?)?\s*(".*")$')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass(slots=True)
class Message:
    """One entry of a catalogue: the English text and its translation(s) by plural form."""

    text: str = ""
    plural: str = ""
    translations: dict[int, str] = field(default_factory=dict)
    is_fuzzy: bool = False


_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def tr(text: str, **values: object) -> str:
    """Give ``text`` in the user's language, with its named placeholders filled."""
    if not text:  # gettext keeps the catalogue's own head under the empty text
        return ""
    return _fill(_catalogue.gettext(text), text, values)


def ntr(singular: str, plural: str, n: int, **values: object) -> str:
    """Give the form that fits the number ``n``; ``{n}`` stands for it, its thousands parted."""
    source = singular if n == 1 else plural
    return _fill(_catalogue.ngettext(singular, plural, n), source, {"n": f"{n:,}", **values})


def _fill(translated: str, source: str, values: Mapping[str, object]) -> str:
    if not values:
        return translated
    try:
        return translated.format(**values)
    except (KeyError, IndexError, ValueError):  # a slip of the translator hides no message
        return source.format(**values)


def language() -> str:
    """Give the code of the language in use, such as ``lo``."""
    return _language


def set_language(code: str = "") -> str:
    """Show the program in the language ``code`` from now on; give the code in use.

    An empty code takes the system's language. A language without a catalogue is English.
    """
    global _catalogue, _language
    wanted = (code or system_language()).replace("-", "_").partition("_")[0].lower()
    _language = wanted if wanted in LANGUAGES else "en"
    path = resource("locale", _language, "LC_MESSAGES", "iwtlink.po")
    _catalogue = read_catalogue(path) if path.is_file() else gettext.NullTranslations()
    return _language


def system_language() -> str:
    """Give the language the system is set to, such as ``lo_LA``; empty when not known."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].partition(".")[0]
    return locale.getlocale()[0] or ""


def read_catalogue(path: Path) -> gettext.GNUTranslations:
    """Read a ``.po`` file into gettext's own catalogue. Empty and fuzzy entries are left out."""
    entries: dict[str, str] = {}
    for message in read_messages(path):
        if message.is_fuzzy or not all(message.translations.values()):
            continue
        key = f"{message.text}\0{message.plural}" if message.plural else message.text
        forms = [message.translations[n] for n in sorted(message.translations)]
        entries[key] = "\0".join(forms)
    return gettext.GNUTranslations(io.BytesIO(_compiled(entries)))


def read_messages(path: Path) -> Iterator[Message]:
    """Read the entries of a ``.po`` file, the header (empty text) first.

    Raises ``BadInput`` with the line of what is not understood.
    """
    message, last = Message(), ""
    for number, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        line = raw.strip()
        if line.startswith("#") or not line:
            if last.startswith("msgstr"):
                yield message
                message, last = Message(), ""
            message.is_fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        found = _PO_LINE.match(line)
        if not found or not (found[1] or last) or found[1] == "msgctxt":
            raise BadInput(f"{path.name}, line {number}: not understood: {line}")
        if found[1] == "msgid" and last.startswith("msgstr"):
            yield message
            message = Message()
        last = found[1] or last
        _add(message, last, _unquoted(found[3]))
    if last.startswith("msgstr"):
        yield message


def _unquoted(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text[1:-1])


def _add(message: Message, keyword: str, text: str) -> None:
    if keyword == "msgid":
        message.text += text
    elif keyword == "msgid_plural":
        message.plural += text
    else:
        form = int(keyword[7:-1]) if "[" in keyword else 0
        message.translations[form] = message.translations.get(form, "") + text


def _compiled(entries: Mapping[str, str]) -> bytes:
    """Give the entries as a ``.mo`` file (GNU gettext manual, *The Format of GNU MO Files*)."""
    pairs = sorted((key.encode(), text.encode()) for key, text in entries.items())
    count, head = len(pairs), 28
    tables: tuple[list[int], list[int]] = ([], [])
    texts, start = b"", head + 16 * count
    for column, table in enumerate(tables):
        for pair in pairs:
            table += [len(pair[column]), start + len(texts)]
            texts += pair[column] + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, count, head, head + 8 * count, 0, 0)
    return header + struct.pack(f"<{4 * count}I", *tables[0], *tables[1]) + texts
