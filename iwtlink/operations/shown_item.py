"""One item as it is told: its values, each once with all who state it, its links, its charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from iwtlink.i18n import tr


@dataclass(frozen=True, slots=True)
class StatedBy:
    """One statement of a value: the document it is from, its grade, whether it won."""

    source: str
    grade: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One stated value, named once: ``source`` and ``grade`` are of the best who states it.

    ``stated_by`` holds every statement of it, the best first.
    """

    property: str
    label: str
    value: str
    unit: str
    kind: str
    held: str
    is_shown: bool
    source: str
    grade: str
    stated_by: tuple[StatedBy, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownLink:
    """One link seen from an entity."""

    ref: str
    verb: str
    other_ref: str
    other: str
    role: str
    strength: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class MergedFrom:
    """What was merged into an item: ``at`` in UTC, ``by`` initials."""

    ref: str
    label: str
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShownItem:
    """What is known of an item. ``fields`` are those of its own row."""

    kind: str
    ref: str
    source_refs: tuple[str, ...]
    type: str
    type_label: str
    label: str
    fields: Mapping[str, object] = field(default_factory=dict)
    stated_by: tuple[str, ...] = ()
    """The documents that state that it exists, each with its grade."""
    merged_from: tuple[MergedFrom, ...] = ()
    values: tuple[ShownValue, ...] = ()
    links: tuple[ShownLink, ...] = ()
    observations: tuple[Mapping[str, str], ...] = ()
    charts: tuple[str, ...] = ()

    def to_lines(self) -> list[str]:
        """Give the item as lines for a person."""
        known = f" ({', '.join(self.source_refs)})" if self.source_refs else ""
        lines = [f"{self.label}", f"{self.type_label} · {self.ref}{known}"]
        filled = {name: value for name, value in self.fields.items() if value not in ("", None)}
        lines += [f"  {name}: {value}" for name, value in filled.items()]
        lines += [_merged_line(one) for one in self.merged_from]
        lines += [_value_line(value) for value in self.values]
        if self.stated_by:
            lines.append(tr("Stated by: {sources}", sources=", ".join(self.stated_by)))
        if self.links:
            lines.append(tr("Links"))
            lines += [_link_line(link) for link in self.links]
        if self.observations:
            lines.append(tr("Observations"))
            lines += [
                "  " + ", ".join(f"{name} {text}" for name, text in values.items() if text)
                for values in self.observations
            ]
        if self.charts:
            lines.append(tr("On charts: {charts}", charts=", ".join(self.charts)))
        return lines


def _merged_line(one: MergedFrom) -> str:
    what = f"{one.ref} {one.label}".strip()
    told = ", ".join(part for part in (one.at[:10], one.by, one.reason) if part)
    return "  " + tr("Merged from: {what} ({told})", what=what, told=told)


def _value_line(value: ShownValue) -> str:
    mark = "  " if value.is_shown else "  – "
    kind = f" ({value.kind})" if value.kind else ""
    held = f" [{value.held}]" if value.held else ""
    named = [f"{one.source} {one.grade}".strip() for one in value.stated_by if one.source]
    source = f"  ‹{', '.join(dict.fromkeys(named))}›" if named else ""
    return f"{mark}{value.label}: {value.value}{kind}{held}{source}"


def _link_line(link: ShownLink) -> str:
    role = f" ({link.role})" if link.role else ""
    dates = f" {link.start}–{link.end}" if link.start or link.end else ""
    return f"  {link.verb} {link.other} · {link.other_ref}{role}{dates} · {link.strength}"
