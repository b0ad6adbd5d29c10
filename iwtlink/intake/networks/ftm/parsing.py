"""The fragments of a file of JSON: one to a line, or all in one list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from iwtlink.errors import BadInput, Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.intake.networks.ftm.items import Fragment

_BETWEEN_REPORTS = 5_000
_SPACES = " \t\r\n"


def decoded(path: Path, data: bytes) -> str:
    """Give the text of a file."""
    try:
        is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput(
            tr("{file}, line {line}: the text is not UTF-8.", file=path.name, line=line)
        ) from None


def fragments(path: Path, text: str, progress: Progress = no_progress) -> Iterator[Fragment]:
    """Give what stands in a file, with its lines: the values one after another, or those of the
    list that the file is."""
    decoder = json.JSONDecoder()
    at, line, count = _skipped(text, 0), 1 + text.count("\n", 0, _skipped(text, 0)), 0
    in_list = text.startswith("[", at)
    after = _skipped(text, at + 1) if in_list else at
    while True:
        line += text.count("\n", at, after)
        at = after
        if at >= len(text) or (in_list and text[at] == "]"):
            break
        try:
            said, after = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise _broken(path, error.lineno) from None
        except (ValueError, RecursionError):
            raise _broken(path, line) from None
        yield Fragment(line, said)
        count += 1
        if count % _BETWEEN_REPORTS == 0:
            progress(0.5 * at / len(text), tr("Reading line {line}", line=line))
        after = _skipped(text, after)
        if in_list:
            if text.startswith(",", after):
                after = _skipped(text, after + 1)
            elif not text.startswith("]", after):
                raise _broken(path, line + text.count("\n", at, after))
    if in_list and (at >= len(text) or _skipped(text, at + 1) < len(text)):
        raise _broken(path, line)


def whole(path: Path, text: str) -> object:
    """Give the one value that a file is."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _broken(path, error.lineno) from None
    except (ValueError, RecursionError):
        raise _broken(path, 1) from None


def _skipped(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACES:
        at += 1
    return at


def _broken(path: Path, line: int) -> BadInput:
    return BadInput(
        tr("{file}, line {line}: this is not the JSON of an entity.", file=path.name, line=line)
    )
