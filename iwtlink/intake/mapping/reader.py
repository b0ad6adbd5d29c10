"""Reads one mapping file; every complaint names the file and the line."""

from __future__ import annotations

from collections.abc import Sequence

from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.blocks import BLOCK, PLAIN, check_ends, read_block, read_repeated
from iwtlink.intake.mapping.cleaning import fold_cell
from iwtlink.intake.mapping.cleaning.choosing import read_table
from iwtlink.intake.mapping.expressions import Template, parse_template
from iwtlink.intake.mapping.parts import PartReader, entries, items, one_of
from iwtlink.intake.sheet import fold_header
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot

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
    *BLOCK,
)
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


class MappingReader:
    """Reads one file: holds its tables while its rules are read."""

    def __init__(self, spot: Spot) -> None:
        self.spot = spot
        self.top = lines.fields(spot, _TOP, ("label",))
        self.parts = PartReader(
            {name: read_table(table) for name, _, table in entries(self.top.get("tables"))}
        )

    def read(self, name: str) -> m.TableMapping:
        """Give the whole mapping."""
        top = self.top
        row_block = read_block(self.parts, top)
        check_ends(row_block, {rule.name for rule in row_block.entities})
        repeated = [read_repeated(self.parts, item, row_block) for item in items(top.get("repeat"))]
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
                    for name, _, others in entries(self.top.get("also_called"))
                    for other in lines.texts(others)
                },
                is_matrix=layout == "matrix",
            ),
            day_first=not (lines.flag(top["month_first"]) if "month_first" in top else False),
            spreads=tuple(
                _read_spread(column, spot) for column, _, spot in entries(top.get("spread"))
            ),
            record=self._record(),
            blocks=(row_block, *repeated),
            checks=tuple(_read_check(item) for item in items(top.get("checks"))),
            spot=self.spot,
        )

    def _texts(self, name: str) -> tuple[str, ...]:
        return lines.texts(self.top[name]) if name in self.top else ()

    def _word(self, name: str, usual: str, allowed: Sequence[str]) -> str:
        if name not in self.top:
            return usual
        return one_of(self.top[name], allowed)

    def _record(self) -> m.RecordRule:
        values = {
            name: self.parts.expression(spot)
            for name, spot in (
                lines.fields(self.top["record"], _RECORD) if "record" in self.top else {}
            ).items()
        }
        spot = self.top.get("document")
        if spot is None:
            return m.RecordRule(values=values)
        if lines.is_scalar(spot):
            one_of(spot, ("none", "file"))
            return m.RecordRule(is_sourced=lines.text(spot) == "file", values=values)
        allowed = ("refs", *PLAIN["documents"][1])
        found = lines.fields(spot, allowed)
        return m.RecordRule(
            names_documents=self.parts.maybe(found, "refs"),
            file_document={n: self.parts.expression(s) for n, s in found.items() if n != "refs"},
            values=values,
        )


def _makes(block: m.Block) -> bool:
    return bool(
        block.entities or block.links or block.observations or block.plain or block.disseminations
    )


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
