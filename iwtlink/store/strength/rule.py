"""The figures of the rule of strength, read from ``resources/quality/strength.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot
from iwtlink.paths import resource

_KEYS = ("alone", "together", "records", "weak")


@dataclass(frozen=True, slots=True)
class StrengthRule:
    """From which grades on (Admiralty codes, best first) a link is confirmed or tentative."""

    alone: tuple[str, str]
    together: tuple[str, str]
    records: frozenset[str]
    weak: frozenset[str]


def read_rule(path: Path) -> StrengthRule:
    """Read the rule of strength from a file; raise ``BadInput`` naming file and line."""
    spot = lines.read_yaml(path)
    if spot is None:
        raise BadInput(tr("{file} is empty.", file=path.name))
    given = lines.fields(spot, _KEYS, required=_KEYS)
    return StrengthRule(
        alone=_grade(given["alone"]),
        together=_grade(given["together"]),
        records=frozenset(lines.texts(given["records"])),
        weak=frozenset(lines.texts(given["weak"])),
    )


@lru_cache(maxsize=1)
def strength_rule() -> StrengthRule:
    """Give the shipped rule; read once."""
    return read_rule(resource("quality", "strength.yaml"))


def _grade(spot: Spot) -> tuple[str, str]:
    keys = ("source", "information")
    given = lines.fields(spot, keys, required=keys)
    return lines.text(given["source"]), lines.text(given["information"])
