"""What a test may state of a thing besides its names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from iwtlink.matching.facts import Span, Spot
from iwtlink.matching.identifiers import Identifier


class Given(TypedDict, total=False):
    """The fields of ``Facts`` that have a default."""

    identifiers: tuple[Identifier, ...]
    texts: Mapping[str, Mapping[str, str]]
    dates: Mapping[str, Sequence[Span]]
    spots: tuple[Spot, ...]
    neighbours: frozenset[int]
    records: frozenset[int]
