"""How colours look to those who do not see all of them, and how far apart two colours are.

Colour vision without one kind of cone is simulated after Machado, Oliveira and Fernandes, *A
Physiologically-based Model for Simulation of Color Vision Deficiency*, IEEE TVCG 15 (2009), at
full severity; differences are those of CIE 1976 L*a*b* (D65).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Sight = Literal["full", "protanopia", "deuteranopia", "tritanopia"]
SIGHTS: tuple[Sight, ...] = ("full", "protanopia", "deuteranopia", "tritanopia")
TOLD_APART = 10.0
"""Least difference at which two colours side by side on a chart are told apart."""
_MACHADO = {
    "full": np.eye(3),
    "protanopia": np.array(
        (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        )
    ),
    "deuteranopia": np.array(
        (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        )
    ),
    "tritanopia": np.array(
        (
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        )
    ),
}
"""Table 1 there, severity 1.0, for linear RGB."""
_XYZ = np.array(
    (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
)
"""Linear sRGB to XYZ (IEC 61966-2-1)."""
_WHITE = _XYZ.sum(axis=1)


def lab_of(colours: Sequence[int], sight: Sight = "full") -> Floats:
    """Give colours (0xffrrggbb) as L*, a*, b* as seen with one kind of sight: (n, 3)."""
    shades = np.array(colours, np.uint32)
    parts = np.stack([shades >> np.uint32(shift) & np.uint32(255) for shift in (16, 8, 0)], axis=1)
    share = parts / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ _MACHADO[sight].T, 0.0, 1.0)
    ratio = seen @ _XYZ.T / _WHITE
    root = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    x, y, z = root.T
    return np.column_stack((116 * y - 16, 500 * (x - y), 200 * (y - z)))


def least_difference(first: int, second: int) -> float:
    """Give how far apart two colours are for the sight that tells them apart worst."""
    return min(
        float(np.linalg.norm(np.subtract(*lab_of((first, second), sight)))) for sight in SIGHTS
    )


def confusable(colours: Sequence[int]) -> list[tuple[int, int]]:
    """Give the pairs of colours, by their places, that some eyes do not tell apart."""
    return [
        (first, second)
        for first in range(len(colours))
        for second in range(first + 1, len(colours))
        if least_difference(colours[first], colours[second]) < TOLD_APART
    ]
