"""The parts that rules are made of: expressions, conditions, properties, ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yaml.nodes import SequenceNode

from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.cleaning import Tables, fold_cell, parse_steps
from iwtlink.intake.mapping.expressions import Expression, parse_template
from iwtlink.intake.mapping.patterns import read_pattern
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot


class PartReader:
    """Reads the parts of rules; holds the file's tables, which cleaning steps name."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def expression(self, spot: Spot) -> Expression:
        """A template, or ``{from:, steps:, unit:, kind:, held:}``; ``from`` may be a list."""
        if lines.is_scalar(spot):
            return Expression(parse_template(spot), (), spot)
        found = lines.fields(spot, ("from", "steps", "unit", "kind", "held", "for"), ("from",))
        sources = lines.items(found["from"]) if _is_list(found["from"]) else [found["from"]]
        if not sources:
            raise found["from"].wrong(tr("“{name}” is missing.", name="from"))
        return Expression(
            parse_template(sources[0]),
            parse_steps(found["steps"], self.tables) if "steps" in found else (),
            spot,
            unit=parse_template(found["unit"]) if "unit" in found else None,
            kind=lines.text(found["kind"]) if "kind" in found else "",
            held=parse_template(found["held"]) if "held" in found else None,
            more=tuple(parse_template(one) for one in sources[1:]),
        )

    def maybe(self, found: Mapping[str, Spot], name: str) -> Expression | None:
        """An expression where it is given."""
        return self.expression(found[name]) if name in found else None

    def expressions(self, spot: Spot | None) -> tuple[Expression, ...]:
        """One expression or a list of them."""
        if spot is None:
            return ()
        if _is_list(spot):
            return tuple(self.expression(item) for item in lines.items(spot))
        return (self.expression(spot),)

    def conditions(self, spot: Spot | None) -> tuple[m.Condition, ...]:
        """One condition or a list of them."""
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

    def properties(self, spot: Spot | None) -> tuple[m.PropertyRule, ...]:
        """What a rule says of each property; several rules may fill one."""
        rules: list[m.PropertyRule] = []
        for name, _, given in entries(spot):
            several = lines.items(given) if _is_list(given) else [given]
            for one in several:
                only_for: tuple[str, ...] = ()
                if not lines.is_scalar(one):
                    words = {key: value for key, _, value in lines.entries(one)}
                    only_for = lines.texts(words["for"]) if "for" in words else ()
                rules.append(m.PropertyRule(name, self.expression(one), only_for, one))
        return tuple(rules)

    def guess(self, spot: Spot) -> m.Guess:
        """Which end of which link says the type."""
        found = lines.fields(spot, ("link", "end"), ("link", "end"))
        is_start = one_of(found["end"], ("from", "to")) == "from"
        return m.Guess(self.expression(found["link"]), is_start)

    def end(self, spot: Spot) -> m.End:
        """The name of an entity made here, or ``{ref:}``."""
        if lines.is_scalar(spot):
            return m.End(spot, made=lines.text(spot))
        found = lines.fields(spot, ("ref",), ("ref",))
        return m.End(spot, ref=self.expression(found["ref"]))


def entries(spot: Spot | None) -> list[tuple[str, Spot, Spot]]:
    """Give the named parts of a spot; none where it is not there."""
    return list(lines.entries(spot)) if spot is not None else []


def items(spot: Spot | None) -> list[Spot]:
    """Give the parts of a listing; none where it is not there."""
    return lines.items(spot) if spot is not None else []


def _is_list(spot: Spot) -> bool:
    """Whether several things are listed."""
    return isinstance(spot.node, SequenceNode)


def _folded(spot: Spot | None) -> frozenset[str]:
    return frozenset(fold_cell(word) for word in lines.texts(spot)) if spot else frozenset()


def one_of(spot: Spot, allowed: Sequence[str]) -> str:
    """Give a word that must be one of a few."""
    word = lines.text(spot)
    if word not in allowed:
        raise spot.wrong(
            tr("“{word}” is none of {allowed}.", word=word, allowed=", ".join(allowed))
        )
    return word
