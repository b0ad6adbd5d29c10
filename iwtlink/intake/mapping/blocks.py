"""The rules of a mapping file: what a row, or each part of one, makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar, get_args

from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.parts import PartReader, entries, items, one_of
from iwtlink.intake.mapping.patterns import read_pattern
from iwtlink.intake.sheet import fold_header
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot

_RULES = ("entities", "links", "observations", "documents", "articles", "products", "recipients")
BLOCK = ("let", *_RULES, "disseminations")
PLAIN: Mapping[str, tuple[m.PlainKind, tuple[str, ...], tuple[str, ...]]] = {
    "documents": (
        "document",
        (
            *("title", "kind", "language", "originator", "date", "received_on", "register_no"),
            "note",
        ),
        ("title",),
    ),
    "articles": (
        "article",
        ("headline", "outlet", "country", "language", "date", "url", "topic", "is_prompted"),
        ("headline",),
    ),
    "products": (
        "product",
        ("title", "kind", "version", "date", "handling", "tlp", "status"),
        ("title", "kind"),
    ),
    "recipients": ("recipient", ("name", "contact", "channel"), ("name",)),
}
T = TypeVar("T")


def read_block(parts: PartReader, found: Mapping[str, Spot]) -> m.Block:
    """Give what is made once per row."""
    return m.Block(
        let=tuple(
            (fold_header(name), parts.expression(spot))
            for name, _, spot in entries(found.get("let"))
        ),
        entities=tuple(
            _entity(parts, name, spot) for name, _, spot in entries(found.get("entities"))
        ),
        links=_list(parts, found, "links", _link),
        observations=_list(parts, found, "observations", _observation),
        plain=tuple(_plain(parts, name, item) for name in PLAIN for item in items(found.get(name))),
        disseminations=_list(parts, found, "disseminations", _dissemination),
    )


def _list(
    parts: PartReader, found: Mapping[str, Spot], name: str, read: Callable[[PartReader, Spot], T]
) -> tuple[T, ...]:
    return tuple(read(parts, item) for item in items(found.get(name)))


def read_repeated(parts: PartReader, spot: Spot, row_block: m.Block) -> m.Block:
    """Give what is made once per value within a row."""
    found = lines.fields(spot, ("each", "as", "parts", *BLOCK), ("each",))
    block = read_block(parts, found)
    is_cells = lines.is_scalar(found["each"]) and lines.text(found["each"]) == "cells"
    made = {rule.name for rule in (*row_block.entities, *block.entities)}
    check_ends(block, made)
    return m.Block(
        each=None if is_cells else parts.expression(found["each"]),
        variable=fold_header(lines.text(found["as"])) if "as" in found else "each",
        parts=read_pattern(found.get("parts")),
        cells=is_cells,
        let=block.let,
        entities=block.entities,
        links=block.links,
        observations=block.observations,
        plain=block.plain,
        disseminations=block.disseminations,
    )


def _entity(parts: PartReader, name: str, spot: Spot) -> m.EntityRule:
    found = lines.fields(
        spot,
        (
            "type",
            "guess",
            "name",
            "script_name",
            "other_names",
            "ref",
            "same",
            "properties",
            "when",
        ),
        ("type", "name"),
    )
    usual = "ref" if "ref" in found else "name"
    same = one_of(found["same"], get_args(m.Same)) if "same" in found else usual
    if same == "ref" and "ref" not in found:
        raise spot.wrong(tr("“same: ref” needs a “ref”."))
    return m.EntityRule(
        name=name,
        type=parts.expression(found["type"]),
        guess=parts.guess(found["guess"]) if "guess" in found else None,
        label=parts.expression(found["name"]),
        script_name=parts.maybe(found, "script_name"),
        other_names=parts.expressions(found.get("other_names")),
        ref=parts.maybe(found, "ref"),
        same="ref" if same == "ref" else "any" if same == "any" else "name",
        properties=parts.properties(found.get("properties")),
        conditions=parts.conditions(found.get("when")),
        spot=spot,
    )


def _link(parts: PartReader, spot: Spot) -> m.LinkRule:
    found = lines.fields(
        spot,
        ("type", "from", "to", "ref", "strength", "states_ends", "properties", "when"),
        ("type", "from", "to"),
    )
    return m.LinkRule(
        type=parts.expression(found["type"]),
        start=parts.end(found["from"]),
        end=parts.end(found["to"]),
        ref=parts.maybe(found, "ref"),
        strength=parts.maybe(found, "strength"),
        states_ends=lines.flag(found["states_ends"]) if "states_ends" in found else False,
        properties=parts.properties(found.get("properties")),
        conditions=parts.conditions(found.get("when")),
        spot=spot,
    )


def _observation(parts: PartReader, spot: Spot) -> m.ObservationRule:
    found = lines.fields(
        spot, ("type", "of", "other", "ref", "date", "values", "when"), ("type", "of")
    )
    return m.ObservationRule(
        type=parts.expression(found["type"]),
        of=parts.end(found["of"]),
        other=parts.end(found["other"]) if "other" in found else None,
        ref=parts.maybe(found, "ref"),
        date=parts.maybe(found, "date"),
        properties=parts.properties(found.get("values")),
        conditions=parts.conditions(found.get("when")),
        spot=spot,
    )


def _plain(parts: PartReader, section: str, spot: Spot) -> m.PlainRule:
    kind, allowed, required = PLAIN[section]
    has_entity = kind in ("product", "recipient")
    more = ("entity",) if has_entity else ()
    found = lines.fields(spot, ("ref", "when", *more, *allowed), required)
    if "ref" not in found and "entity" not in found:
        raise spot.wrong(tr("“{name}” is missing.", name="ref"))
    return m.PlainRule(
        kind=kind,
        ref=parts.maybe(found, "ref"),
        values={name: parts.expression(found[name]) for name in allowed if name in found},
        entity=parts.end(found["entity"]) if "entity" in found else None,
        conditions=parts.conditions(found.get("when")),
        spot=spot,
    )


def _dissemination(parts: PartReader, spot: Spot) -> m.DisseminationRule:
    found = lines.fields(
        spot,
        ("product", "recipient", "date", "channel", "note", "when"),
        ("product", "recipient"),
    )
    return m.DisseminationRule(
        product=parts.expression(found["product"]),
        recipient=parts.expression(found["recipient"]),
        values={
            name: parts.expression(found[name])
            for name in ("date", "channel", "note")
            if name in found
        },
        conditions=parts.conditions(found.get("when")),
        spot=spot,
    )


def check_ends(block: m.Block, made: set[str]) -> None:
    """Refuse an end that is no entity of this mapping."""
    ends = [
        *(end for link in block.links for end in (link.start, link.end)),
        *(o.of for o in block.observations),
        *(o.other for o in block.observations if o.other),
        *(p.entity for p in block.plain if p.entity),
    ]
    for end in ends:
        if end.made and end.made not in made:
            raise end.spot.wrong(
                tr("“{name}” is not an entity this mapping makes here.", name=end.made)
            )
