"""CSV and its relatives: any encoding, separator, quotation and line ends inside cells."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.intake.encodings import guess_encoding
from iwtlink.intake.sheet import Row, Sheet, make_sheet

DELIMITERS = (",", ";", "\t", "|")
_SNIFF_RECORDS = 200
_SNIFF_CHARACTERS = 256 * 1024
_MOST_CHARACTERS_IN_A_CELL = 16 * 1024 * 1024
_WORD_SEPARATORS = "\u200b\ufeff"


def read_text_table(
    path: Path,
    data: bytes,
    sha256: str,
    encoding: str,
    delimiter: str,
    header_row: int,
    header_rows: int = 0,
) -> Sheet:
    """Gives the table in ``data``; encoding, delimiter and header row are found if not given."""
    encoding = encoding or guess_encoding(data)
    text = _decode(path, data, encoding)
    stated, text = _stated_delimiter(text)
    delimiter = delimiter or stated or sniff_delimiter(text)
    rows = [row for row in _rows(path, text, delimiter) if any(row.cells)]
    if not rows:
        raise BadInput(tr("{file} holds no cells.", file=path.name))
    return make_sheet(
        rows,
        path=str(path),
        file=path.name,
        sha256=sha256,
        header_row=header_row,
        encoding=encoding,
        delimiter=delimiter,
        header_rows=header_rows,
    )


def _decode(path: Path, data: bytes, encoding: str) -> str:
    if not encoding:
        raise BadInput(
            tr("{file} is not a table: it is neither text nor a spreadsheet.", file=path.name)
        )
    try:
        text = data.decode(encoding)
    except LookupError:
        raise BadInput(tr("There is no encoding “{name}”.", name=encoding)) from None
    except UnicodeDecodeError as error:
        raise BadInput(
            tr(
                "{file} is not in the encoding {name} (byte {at}).",
                file=path.name,
                name=encoding,
                at=error.start,
            )
        ) from None
    # Vietnamese Windows text has its tone marks apart; joined, they compare equal to others
    return unicodedata.normalize("NFC", text) if encoding == "cp1258" else text


def _stated_delimiter(text: str) -> tuple[str, str]:
    """Excel's first line ``sep=;`` names the separator and is not a row of the sheet."""
    line, _, rest = text.partition("\n")
    line = line.strip().strip('"')
    if line.lower().startswith("sep=") and len(line) == 5:
        return line[4], rest
    return "", text


def sniff_delimiter(text: str) -> str:
    """Gives the separator under which most records of the start have the same width."""
    sample = text[:_SNIFF_CHARACTERS]
    best, best_score = DELIMITERS[0], 0.0
    for delimiter in DELIMITERS:
        score = _evenness(sample, delimiter, is_cut=len(text) > len(sample))
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _evenness(sample: str, delimiter: str, *, is_cut: bool) -> float:
    widths: list[int] = []
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if record:
                widths.append(len(record))
            if len(widths) > _SNIFF_RECORDS:
                break
    except csv.Error:
        return 0.0
    if is_cut and len(widths) > 1:
        widths.pop()
    if not widths:
        return 0.0
    # the header's width counts twice: a note of free text below may hold any separator
    (width, count), *_ = Counter(widths).most_common(1)
    if width < 2:
        return 0.0
    return count / len(widths) + (widths[0] == width) + min(width, 20) / 100


def _rows(path: Path, text: str, delimiter: str) -> Iterator[Row]:
    """Rows with the number a spreadsheet gives them: a record with a line end inside a cell
    is one row, a blank line is one too."""
    before = csv.field_size_limit(_MOST_CHARACTERS_IN_A_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, record in enumerate(reader, start=1):
            yield Row(number, tuple([cell.strip(_BLANK) for cell in record]))
    except csv.Error as error:
        raise BadInput(
            tr(
                "{file} cannot be read as a table at line {line}: {reason}.",
                file=path.name,
                line=reader.line_num,
                reason=error,
            )
        ) from None
    finally:
        csv.field_size_limit(before)


_BLANK = " \t\r\n\x0b\x0c\u00a0\u3000" + _WORD_SEPARATORS
