"""Reads the rules of one mapping file; every complaint names the file and the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, get_args

from yaml.nodes import SequenceNode

from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.cleaning import Tables, fold_cell, parse_steps
from iwtlink.intake.mapping.expressions import Expression, Template, parse_template
from iwtlink.intake.mapping.patterns import read_pattern
from iwtlink.intake.sheet import fold_header
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot

_RULES = ("entities", "links", "observations", "documents", "articles", "products", "recipients")
_BLOCK = ("let", *_RULES, "disseminations")
_TOP = (
    "label",
    "help",
    "origin",
    "needs",
    "also_called",
    "ignore",
    "empty",
    "layout",
    "month_first",
    "tables",
    "spread",
    "checks",
    "document",
    "record",
    "repeat",
    *_BLOCK,
)
_PLAIN: Mapping[str, tuple[m.PlainKind, tuple[str, ...], tuple[str, ...]]] = {
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
_RECORD = (
    "grade",
    "grading",
    "reliability",
    "credibility",
    "original_grade",
    "handling",
    "tlp",
    "page",
    "passage",
    "note",
)
T = TypeVar("T")


class MappingReader:
    """Reads one file: holds its tables while its rules are read."""

    def __init__(self, spot: Spot) -> None:
        self.spot = spot
        self.top = lines.fields(spot, _TOP, ("label",))
        self.tables: Tables = {
            name: _read_table(table) for name, _, table in self._entries(self.top.get("tables"))
        }

    def read(self, name: str) -> m.TableMapping:
        top = self.top
        row_block = self._block(top)
        _check_ends(row_block, {rule.name for rule in row_block.entities})
        repeated = [self._repeated(item, row_block) for item in self._items(top.get("repeat"))]
        if not any(_makes(block) for block in (row_block, *repeated)):
            raise self.spot.wrong(tr("The mapping makes nothing."))
        layout = self._word("layout", "table", ("table", "matrix"))
        return m.TableMapping(
            name=name,
            label=lines.text(top["label"]),
            help=lines.text(top["help"]) if "help" in top else "",
            origin=lines.text(top["origin"]) if "origin" in top else name,
            table=m.FoundIn(
                needs=self._texts("needs"),
                ignored=self._texts("ignore"),
                empty=frozenset(fold_cell(word) for word in self._texts("empty")) | {""},
                aliases={
                    fold_header(other): fold_header(name)
                    for name, _, others in self._entries(self.top.get("also_called"))
                    for other in lines.texts(others)
                },
                is_matrix=layout == "matrix",
            ),
            day_first=not (lines.flag(top["month_first"]) if "month_first" in top else False),
            spreads=tuple(
                _read_spread(column, spot) for column, _, spot in self._entries(top.get("spread"))
            ),
            record=self._record(),
            blocks=(row_block, *repeated),
            checks=tuple(_read_check(item) for item in self._items(top.get("checks"))),
            spot=self.spot,
        )

    # -- small readers

    def _texts(self, name: str) -> tuple[str, ...]:
        return lines.texts(self.top[name]) if name in self.top else ()

    def _word(self, name: str, usual: str, allowed: Sequence[str]) -> str:
        if name not in self.top:
            return usual
        return _one_of(self.top[name], allowed)

    @staticmethod
    def _entries(spot: Spot | None) -> list[tuple[str, Spot, Spot]]:
        return list(lines.entries(spot)) if spot is not None else []

    @staticmethod
    def _items(spot: Spot | None) -> list[Spot]:
        return lines.items(spot) if spot is not None else []

    def expression(self, spot: Spot) -> Expression:
        """A template, or ``{from:, steps:, unit:, kind:, held:}``."""
        if lines.is_scalar(spot):
            return Expression(parse_template(spot), (), spot)
        found = lines.fields(spot, ("from", "steps", "unit", "kind", "held", "for"), ("from",))
        return Expression(
            parse_template(found["from"]),
            parse_steps(found["steps"], self.tables) if "steps" in found else (),
            spot,
            unit=parse_template(found["unit"]) if "unit" in found else None,
            kind=lines.text(found["kind"]) if "kind" in found else "",
            held=parse_template(found["held"]) if "held" in found else None,
        )

    def _maybe(self, found: Mapping[str, Spot], name: str) -> Expression | None:
        return self.expression(found[name]) if name in found else None

    def _expressions(self, spot: Spot | None) -> tuple[Expression, ...]:
        if spot is None:
            return ()
        if _is_list(spot):
            return tuple(self.expression(item) for item in lines.items(spot))
        return (self.expression(spot),)

    def _conditions(self, spot: Spot | None) -> tuple[m.Condition, ...]:
        if spot is None:
            return ()
        if _is_list(spot):
            return tuple(self._condition(item) for item in lines.items(spot))
        return (self._condition(spot),)

    def _condition(self, spot: Spot) -> m.Condition:
        if lines.is_scalar(spot):
            return m.Condition(self.expression(spot))
        found = lines.fields(spot, ("value", "is", "not", "matches", "empty"), ("value",))
        return m.Condition(
            self.expression(found["value"]),
            one_of=_folded(found.get("is")),
            none_of=_folded(found.get("not")),
            pattern=read_pattern(found.get("matches")),
            is_empty=lines.flag(found["empty"]) if "empty" in found else False,
        )

    # -- rules

    def _block(self, found: Mapping[str, Spot]) -> m.Block:
        return m.Block(
            let=tuple(
                (fold_header(name), self.expression(spot))
                for name, _, spot in self._entries(found.get("let"))
            ),
            entities=tuple(
                self._entity(name, spot) for name, _, spot in self._entries(found.get("entities"))
            ),
            links=self._list(found, "links", self._link),
            observations=self._list(found, "observations", self._observation),
            plain=tuple(
                self._plain(name, item) for name in _PLAIN for item in self._items(found.get(name))
            ),
            disseminations=self._list(found, "disseminations", self._dissemination),
        )

    def _list(
        self, found: Mapping[str, Spot], name: str, read: Callable[[Spot], T]
    ) -> tuple[T, ...]:
        return tuple(read(item) for item in self._items(found.get(name)))

    def _repeated(self, spot: Spot, row_block: m.Block) -> m.Block:
        found = lines.fields(spot, ("each", "as", "parts", *_BLOCK), ("each",))
        block = self._block(found)
        is_cells = lines.is_scalar(found["each"]) and lines.text(found["each"]) == "cells"
        made = {rule.name for rule in (*row_block.entities, *block.entities)}
        _check_ends(block, made)
        return m.Block(
            each=None if is_cells else self.expression(found["each"]),
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

    def _entity(self, name: str, spot: Spot) -> m.EntityRule:
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
        same = _one_of(found["same"], get_args(m.Same)) if "same" in found else usual
        if same == "ref" and "ref" not in found:
            raise spot.wrong(tr("“same: ref” needs a “ref”."))
        return m.EntityRule(
            name=name,
            type=self.expression(found["type"]),
            guess=self._guess(found["guess"]) if "guess" in found else None,
            label=self.expression(found["name"]),
            script_name=self._maybe(found, "script_name"),
            other_names=self._expressions(found.get("other_names")),
            ref=self._maybe(found, "ref"),
            same="ref" if same == "ref" else "any" if same == "any" else "name",
            properties=self._properties(found.get("properties")),
            conditions=self._conditions(found.get("when")),
            spot=spot,
        )

    def _guess(self, spot: Spot) -> m.Guess:
        found = lines.fields(spot, ("link", "end"), ("link", "end"))
        is_start = _one_of(found["end"], ("from", "to")) == "from"
        return m.Guess(self.expression(found["link"]), is_start)

    def _properties(self, spot: Spot | None) -> tuple[m.PropertyRule, ...]:
        rules: list[m.PropertyRule] = []
        for name, _, given in self._entries(spot):
            several = lines.items(given) if _is_list(given) else [given]
            for one in several:
                only_for: tuple[str, ...] = ()
                if not lines.is_scalar(one):
                    words = {key: value for key, _, value in lines.entries(one)}
                    only_for = lines.texts(words["for"]) if "for" in words else ()
                rules.append(m.PropertyRule(name, self.expression(one), only_for, one))
        return tuple(rules)

    def _end(self, spot: Spot) -> m.End:
        if lines.is_scalar(spot):
            return m.End(spot, made=lines.text(spot))
        found = lines.fields(spot, ("ref",), ("ref",))
        return m.End(spot, ref=self.expression(found["ref"]))

    def _link(self, spot: Spot) -> m.LinkRule:
        found = lines.fields(
            spot,
            ("type", "from", "to", "ref", "strength", "states_ends", "properties", "when"),
            ("type", "from", "to"),
        )
        return m.LinkRule(
            type=self.expression(found["type"]),
            start=self._end(found["from"]),
            end=self._end(found["to"]),
            ref=self._maybe(found, "ref"),
            strength=self._maybe(found, "strength"),
            states_ends=lines.flag(found["states_ends"]) if "states_ends" in found else False,
            properties=self._properties(found.get("properties")),
            conditions=self._conditions(found.get("when")),
            spot=spot,
        )

    def _observation(self, spot: Spot) -> m.ObservationRule:
        found = lines.fields(
            spot, ("type", "of", "other", "ref", "date", "values", "when"), ("type", "of")
        )
        return m.ObservationRule(
            type=self.expression(found["type"]),
            of=self._end(found["of"]),
            other=self._end(found["other"]) if "other" in found else None,
            ref=self._maybe(found, "ref"),
            date=self._maybe(found, "date"),
            properties=self._properties(found.get("values")),
            conditions=self._conditions(found.get("when")),
            spot=spot,
        )

    def _plain(self, section: str, spot: Spot) -> m.PlainRule:
        kind, allowed, required = _PLAIN[section]
        has_entity = kind in ("product", "recipient")
        more = ("entity",) if has_entity else ()
        found = lines.fields(spot, ("ref", "when", *more, *allowed), required)
        if "ref" not in found and "entity" not in found:
            raise spot.wrong(tr("“{name}” is missing.", name="ref"))
        return m.PlainRule(
            kind=kind,
            ref=self._maybe(found, "ref"),
            values={name: self.expression(found[name]) for name in allowed if name in found},
            entity=self._end(found["entity"]) if "entity" in found else None,
            conditions=self._conditions(found.get("when")),
            spot=spot,
        )

    def _dissemination(self, spot: Spot) -> m.DisseminationRule:
        found = lines.fields(
            spot,
            ("product", "recipient", "date", "channel", "note", "when"),
            ("product", "recipient"),
        )
        return m.DisseminationRule(
            product=self.expression(found["product"]),
            recipient=self.expression(found["recipient"]),
            values={
                name: self.expression(found[name])
                for name in ("date", "channel", "note")
                if name in found
            },
            conditions=self._conditions(found.get("when")),
            spot=spot,
        )

    def _record(self) -> m.RecordRule:
        values = {
            name: self.expression(spot)
            for name, spot in (
                lines.fields(self.top["record"], _RECORD) if "record" in self.top else {}
            ).items()
        }
        spot = self.top.get("document")
        if spot is None:
            return m.RecordRule(values=values)
        if lines.is_scalar(spot):
            _one_of(spot, ("none", "file"))
            return m.RecordRule(is_sourced=lines.text(spot) == "file", values=values)
        allowed = ("refs", *_PLAIN["documents"][1])
        found = lines.fields(spot, allowed)
        return m.RecordRule(
            names_documents=self._maybe(found, "refs"),
            file_document={n: self.expression(s) for n, s in found.items() if n != "refs"},
            values=values,
        )


def _is_list(spot: Spot) -> bool:
    return isinstance(spot.node, SequenceNode)


def _makes(block: m.Block) -> bool:
    return bool(
        block.entities or block.links or block.observations or block.plain or block.disseminations
    )


def _check_ends(block: m.Block, made: set[str]) -> None:
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


def _folded(spot: Spot | None) -> frozenset[str]:
    return frozenset(fold_cell(word) for word in lines.texts(spot)) if spot else frozenset()


def _one_of(spot: Spot, allowed: Sequence[str]) -> str:
    word = lines.text(spot)
    if word not in allowed:
        raise spot.wrong(
            tr("“{word}” is none of {allowed}.", word=word, allowed=", ".join(allowed))
        )
    return word


def _read_table(spot: Spot) -> dict[str, str]:
    """``good: [variant, variant]``; the good spelling stands for itself."""
    table: dict[str, str] = {}
    for good, _, variants in lines.entries(spot):
        words = lines.texts(variants) if lines.is_filled(variants) else ()
        for word in (good, *words):
            if table.setdefault(fold_cell(word), good) != good:
                raise variants.wrong(tr("“{word}” stands for two things.", word=word))
    return table


def _read_spread(column: str, spot: Spot) -> m.Spread:
    found = lines.fields(spot, ("separator", "equals", "ignore"))
    return m.Spread(
        column=column,
        separator=lines.text(found["separator"]) if "separator" in found else ";",
        equals=lines.text(found["equals"]) if "equals" in found else "=",
        ignored=frozenset(fold_header(w) for w in lines.texts(found["ignore"]))
        if "ignore" in found
        else frozenset(),
    )


def _read_check(spot: Spot) -> m.SameYear:
    found = lines.fields(spot, ("same_year",), ("same_year",))
    pair = lines.items(found["same_year"])
    if len(pair) != 2:
        raise spot.wrong(tr("“same_year” takes a date and a year."))
    templates: list[Template] = [parse_template(item) for item in pair]
    return m.SameYear(templates[0], templates[1])
