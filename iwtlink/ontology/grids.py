"""Map grids: UTM and MGRS references to latitude and longitude on WGS84.

The series is Krueger's (1912) to the sixth order of the third flattening n, as in C. F. F. Karney,
*Transverse Mercator with an accuracy of a few nanometers*, J. Geodesy 85 (2011), equations 12, 15
and 36. Lettering of squares and bands: NGA.STND.0037 (2014), annex B.
"""

from __future__ import annotations

import math
import re

from iwtlink.i18n import tr
from iwtlink.ontology.model import ValueProblem

_A = 6378137.0
_F = 1 / 298.257223563
_N = _F / (2 - _F)
_E = math.sqrt(_F * (2 - _F))
_SCALE = 0.9996
_FALSE_EAST, _FALSE_NORTH = 500_000.0, 10_000_000.0
_RADIUS = _A / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64 + _N**6 / 256)
_BETA = (
    _N / 2 - 2 / 3 * _N**2 + 37 / 96 * _N**3 - _N**4 / 360 - 81 / 512 * _N**5
    + 96199 / 604800 * _N**6,
    _N**2 / 48 + _N**3 / 15 - 437 / 1440 * _N**4 + 46 / 105 * _N**5 - 1118711 / 3870720 * _N**6,
    17 / 480 * _N**3 - 37 / 840 * _N**4 - 209 / 4480 * _N**5 + 5569 / 90720 * _N**6,
    4397 / 161280 * _N**4 - 11 / 504 * _N**5 - 830251 / 7257600 * _N**6,
    4583 / 161280 * _N**5 - 108847 / 3991680 * _N**6,
    20648693 / 638668800 * _N**6,
)  # fmt: skip
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_REFERENCE = re.compile(r"(\d{1,2})([C-HJ-NP-X])([A-HJ-NP-Z])([A-HJ-NP-V])(\d*)")


def from_utm(zone: int, letter: str, east: float, north: float) -> tuple[float, float]:
    """Give latitude and longitude in degrees. Raises ``ValueProblem`` off the grid.

    ``letter`` is N or S for the half of the Earth, or another band of 8 degrees as in MGRS.
    """
    if not 1 <= zone <= 60 or letter not in _BANDS:
        raise ValueProblem(tr("{zone}{letter} is not a UTM zone.", zone=zone, letter=letter))
    if not (100_000 <= east <= 900_000 and 0 <= north <= _FALSE_NORTH):
        raise ValueProblem(
            tr(
                "{east} {north} lies outside the grid of UTM.",
                east=f"{east:.0f}",
                north=f"{north:.0f}",
            )
        )
    is_south = letter == "S" or letter < "N"
    return _geographic(zone, east, north - (_FALSE_NORTH if is_south else 0.0))


def _geographic(zone: int, east: float, north: float) -> tuple[float, float]:
    xi, eta = north / (_SCALE * _RADIUS), (east - _FALSE_EAST) / (_SCALE * _RADIUS)
    flat_xi, flat_eta = xi, eta
    for order, beta in enumerate(_BETA, start=1):
        flat_xi -= beta * math.sin(2 * order * xi) * math.cosh(2 * order * eta)
        flat_eta -= beta * math.cos(2 * order * xi) * math.sinh(2 * order * eta)
    sinh = math.sinh(flat_eta)
    cosine = math.cos(flat_xi)
    tangent = _tangent_of_latitude(math.sin(flat_xi) / math.hypot(sinh, cosine))
    latitude = math.degrees(math.atan(tangent))
    longitude = 6 * zone - 183 + math.degrees(math.atan2(sinh, cosine))
    return latitude, (longitude + 540) % 360 - 180


def _tangent_of_latitude(conformal: float) -> float:
    """Give tan of the latitude whose conformal latitude has that tan; Newton's method."""
    tangent = conformal
    for _ in range(6):
        root = math.hypot(1.0, tangent)
        sigma = math.sinh(_E * math.atanh(_E * tangent / root))
        trial = tangent * math.hypot(1.0, sigma) - sigma * root
        step = (
            (conformal - trial)
            / math.hypot(1.0, trial)
            * (1 + (1 - _E**2) * tangent**2)
            / ((1 - _E**2) * root)
        )
        tangent += step
    return tangent


def from_mgrs(text: str) -> tuple[float, float]:
    """Give latitude and longitude of the middle of an MGRS square. Raises ``ValueProblem``."""
    match = _REFERENCE.fullmatch("".join(text.upper().split()))
    if not match or len(match[5]) % 2 or len(match[5]) > 10:
        raise ValueProblem(tr("“{given}” is not an MGRS reference.", given=text.strip()))
    zone, band, figures = int(match[1]), match[2], match[5]
    columns = _COLUMNS[(zone - 1) % 3]
    if not 1 <= zone <= 60 or match[3] not in columns:
        raise ValueProblem(tr("“{given}” names no square of its zone.", given=text.strip()))
    size = 100_000 // 10 ** (len(figures) // 2)
    half = len(figures) // 2
    east = 100_000 * (columns.index(match[3]) + 1) + int(figures[:half] or 0) * size
    row = (_ROWS.index(match[4]) - (5 if zone % 2 == 0 else 0)) % 20
    north = 100_000.0 * row + int(figures[half:] or 0) * size
    return _in_band(text, zone, band, east + size / 2, north + size / 2)


def _in_band(text: str, zone: int, band: str, east: float, north: float) -> tuple[float, float]:
    """Find the one of the rows that repeat every 2000 km which lies in the band."""
    first = 8 * _BANDS.index(band) - 80
    last = 84 if band == "X" else first + 8
    base = -_FALSE_NORTH if band < "N" else 0.0
    for turn in range(5):
        latitude, longitude = _geographic(zone, east, base + north + turn * 2_000_000)
        if first - 1 <= latitude <= last + 1:
            return latitude, longitude
    raise ValueProblem(tr("“{given}” names no square of its band.", given=text.strip()))
