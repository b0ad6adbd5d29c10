"""The step that reads where something is: decimal, in degrees and minutes, UTM or MGRS."""

from __future__ import annotations

import re

from iwtlink.i18n import tr
from iwtlink.intake.mapping.cleaning.declared import (
    Declared,
    Tables,
    choice,
    otherwise_of,
    reading,
)
from iwtlink.intake.mapping.expressions import Step
from iwtlink.ontology import ValueProblem, load_ontology
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.grids import from_mgrs, from_utm
from iwtlink.ontology.numbers import plain
from iwtlink.ontology.places import parse_coordinates
from iwtlink.ontology.yaml_lines import Spot

_ZONE = r"(?P<zone>\d{1,2})\s*(?P<band>[A-HJ-NP-Z])"
_METRES = r"\d{1,8}(?:[.,]\d+)?"
_UTM = re.compile(
    rf"(?:UTM\s*)?(?:zone\s*)?{_ZONE}[\s,;:]+(?:E\s*)?(?P<east>{_METRES})\s*m?\s*E?[\s,;/]+"
    rf"(?:N\s*)?(?P<north>{_METRES})\s*m?\s*N?",
    re.IGNORECASE,
)
_UTM_BEHIND = re.compile(
    rf"(?:E\s*)?(?P<east>{_METRES})\s*m?\s*E?[\s,;/]+(?:N\s*)?(?P<north>{_METRES})\s*m?\s*N?"
    rf"[\s,;]+\(?(?:UTM\s*)?(?:zone\s*)?{_ZONE}\)?",
    re.IGNORECASE,
)
_BARE_UTM = re.compile(
    r"(?:E\s*)?(?P<east>\d{6}(?:[.,]\d+)?)\s*m?\s*E?[\s,;/]+"
    r"(?:N\s*)?(?P<north>\d{1,8}(?:[.,]\d+)?)\s*m?\s*N?",
    re.IGNORECASE,
)
_MGRS = re.compile(r"(?:MGRS:?\s*)?(\d{1,2}\s*[C-HJ-NP-X]\s*[A-HJ-NP-Z]{2}[\d\s]*)", re.IGNORECASE)
_STATED_ZONE = re.compile(rf"{_ZONE}", re.IGNORECASE)
_GLYPHS = str.maketrans(
    {
        **dict.fromkeys("ºᵒ˚∘⁰", "°"),
        **dict.fromkeys("′‘’‛ʹʼ`´ˈ‵", "'"),
        **dict.fromkeys("″“”‟ʺ˝„‶〃", '"'),
    }
)
_WORDS = (
    (re.compile(r"(\d)\s*d\s*(?=\d)", re.I), r"\1°"),
    (re.compile(r"(\d)\s*m\s*(?=\d)", re.I), r"\1'"),
    (re.compile(r"(\d)\s*s\s*(?=[NSEW])", re.I), r'\1"'),
    (re.compile(r"(\d)\s*(?:degrees?|deg\.?|องศา|ອົງສາ|度|độ|graus?)\s*", re.I), r"\1°"),
    (re.compile(r"(\d)\s*(?:minutes?|min\.?|ลิปดา|ລິບດາ|分|phút|minutos?)\s*", re.I), r"\1'"),
    (re.compile(r"(\d)\s*(?:seconds?|sec\.?|ฟิลิปดา|ຟິລິບດາ|秒|giây|segundos?)\s*", re.I), r'\1"'),
    (re.compile(r"\b(?:north|norte|bắc|latitude|lat)\b\.?:?|北纬|北緯|เหนือ|ເໜືອ", re.I), "N"),
    (re.compile(r"\b(?:south|sul|nam)\b\.?|南纬|南緯|ใต้|ໃຕ້", re.I), "S"),
    (re.compile(r"\b(?:east|leste|đông|longitude|long|lon)\b\.?:?|东经|東經|ออก|ອອກ", re.I), "E"),
    (re.compile(r"\b(?:west|oeste|tây)\b\.?|西经|西經|ตก|ຕົກ", re.I), "W"),
)
_DOUBLE = re.compile(r"''")


def _coordinates(spot: Spot, _tables: Tables) -> Step:
    """``{zone: 48N, order: lon_lat, otherwise:}``."""
    found = lines.fields(spot, ("zone", "order", "otherwise"))
    zone = lines.text(found["zone"]) if "zone" in found else ""
    if zone and not _is_zone(zone):
        raise found["zone"].wrong(tr("“{word}” is not a UTM zone such as 48N.", word=zone))
    is_lon_first = choice(found, "order", ("lat_lon", "lon_lat"), "lat_lon") == "lon_lat"
    return reading(
        lambda value: read_coordinates(value, zone, is_lon_first=is_lon_first),
        otherwise_of(found, "problem"),
    )


def _is_zone(word: str) -> bool:
    match = _STATED_ZONE.fullmatch(word.strip())
    return match is not None and 1 <= int(match["zone"]) <= 60


def read_coordinates(text: str, zone: str = "", *, is_lon_first: bool = False) -> str:
    """Gives ``17.964,102.61`` of any usual writing. Raises ``ValueProblem``.

    ``zone`` is the UTM zone of eastings and northings that come without one. Its letter is a
    band (48Q) or a half of the Earth: 48S is the south, except within an MGRS reference.
    """
    given = plain(text.translate(_GLYPHS))
    if match := _MGRS.fullmatch(given):
        return _pair(*from_mgrs(match[1]))
    for shape in (_UTM, _UTM_BEHIND):
        if match := shape.fullmatch(given):
            return _of_grid(match, match["zone"], match["band"])
    if zone and (match := _BARE_UTM.fullmatch(given)):
        stated = _STATED_ZONE.fullmatch(zone.strip())
        assert stated is not None
        return _of_grid(match, stated["zone"], stated["band"])
    for words, sign in _WORDS:
        given = words.sub(sign, given)
    given = _DOUBLE.sub('"', given)
    if is_lon_first and not re.search(r"[NSEWO]", given, re.IGNORECASE):
        given = _turned(given)
    try:
        value = parse_coordinates(given, load_ontology().code_lists["coordinate_precisions"])
    except ValueProblem:
        raise _not_coordinates(text) from None
    return f"{value.text} ({value.unit})" if value.unit not in ("", "unknown") else value.text


def _of_grid(match: re.Match[str], zone: str, band: str) -> str:
    east, north = (float(match[name].replace(",", ".")) for name in ("east", "north"))
    return _pair(*from_utm(int(zone), band.upper(), east, north))


def _turned(text: str) -> str:
    """Puts the second of two numbers first."""
    parts = re.split(r"\s*[;,/]\s*|\s+", text.strip("()[] "))
    return f"{parts[1]}, {parts[0]}" if len(parts) == 2 else text


def _pair(latitude: float, longitude: float) -> str:
    return f"{latitude:.6f},{longitude:.6f}"


def _not_coordinates(text: str) -> ValueProblem:
    return ValueProblem(
        tr(
            "“{given}” are not coordinates; write 17.964, 102.61, 17°57'50\"N 102°36'36\"E, "
            "48Q 245000 1987000 or 48QTE4500087000.",
            given=text,
        )
    )


DECLARED = (
    Declared(
        "coordinates", "coordinates", "17° 57′ 50″ N, 102° 36′ 36″ E", "17.963889,102.61",
        lambda: tr(
            "Gives latitude and longitude of decimal degrees, degrees with minutes and seconds, "
            "UTM (48N 245000 1987000) or MGRS. coordinates: {zone: 48N} is for eastings and "
            "northings without a zone, {order: lon_lat} for pairs with the longitude first. "
            "What are no coordinates is reported."
        ),
        alone=reading(read_coordinates),
        made=_coordinates,
    ),
)  # fmt: skip
