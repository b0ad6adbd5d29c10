"""The plan of a dossier, read from ``resources/templates``: which sections, which links where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from iwtlink.i18n import tr
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot
from iwtlink.paths import resource

SECTION_NAMES = (
    "identity",
    "summary",
    "role",
    "chart",
    "seizures",
    "commodities",
    "links",
    "stock",
    "observations",
    "chronology",
    "gaps",
)
"""What a section may be; each has a builder."""

_SHEET_KEYS = ("name", "title", "sections", "portrait", "paper")
_SECTION_KEYS = (
    "name",
    "heading",
    "kinds",
    "others",
    "types",
    "beyond",
    "beyond_title",
    "empty",
    "hide_when_empty",
)


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One section: its builder, heading, and for a ``links`` section what it takes."""

    name: str
    heading: str
    kinds: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    beyond_title: str = ""
    empty: str = ""
    hide_when_empty: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet of a dossier."""

    name: str
    title: str
    sections: tuple[SectionPlan, ...]
    is_portrait: bool = False
    paper: str = "A4"


@cache
def dossier_plan(path: Path | None = None) -> tuple[SheetPlan, ...]:
    """Read the plan; raise ``BadOntology`` naming file and line where it is wrong."""
    file = path or resource("templates", "dossier.yaml")
    spot = lines.read_yaml(file)
    if spot is None:
        raise lines.bad_line(file, 1, tr("The file is empty."))
    given = lines.fields(spot, ("sheets",), required=("sheets",))
    return tuple(_sheet(item) for item in lines.items(given["sheets"]))


def _sheet(spot: Spot) -> SheetPlan:
    given = lines.fields(spot, _SHEET_KEYS, required=("name", "title", "sections"))
    paper = lines.text(given["paper"]) if "paper" in given else "A4"
    if paper not in ("A4", "A3"):
        raise given["paper"].wrong(tr("Paper is A4 or A3."))
    return SheetPlan(
        lines.text(given["name"]),
        lines.text(given["title"]),
        tuple(_sections(given["sections"])),
        lines.flag(given["portrait"]) if "portrait" in given else False,
        paper,
    )


def _sections(spot: Spot) -> Iterator[SectionPlan]:
    for item in lines.items(spot):
        given = lines.fields(item, _SECTION_KEYS, required=("name", "heading"))
        name = lines.text(given["name"])
        if name not in SECTION_NAMES:
            known = ", ".join(SECTION_NAMES)
            raise given["name"].wrong(
                tr("Unknown section “{name}”; known are {known}.", name=name, known=known)
            )
        listed = {
            key: lines.texts(given[key]) if key in given else ()
            for key in ("kinds", "others", "types", "beyond")
        }
        words = {
            key: lines.text(given[key]) if key in given else "" for key in ("beyond_title", "empty")
        }
        yield SectionPlan(
            name,
            lines.text(given["heading"]),
            listed["kinds"],
            listed["others"],
            listed["types"],
            listed["beyond"],
            words["beyond_title"],
            words["empty"],
            hide_when_empty="hide_when_empty" in given and lines.flag(given["hide_when_empty"]),
        )
