"""The mappings drafted for the tables of a chart, in the language of ``resources/mappings``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iwtlink.i18n import tr
from iwtlink.intake.mapping.cleaning import fold_cell
from iwtlink.intake.networks.anx.choosing import Chosen
from iwtlink.intake.networks.anx.grading import SOURCE, Grades
from iwtlink.intake.networks.anx.words import Words
from iwtlink.intake.networks.mapping_text import mapping_text
from iwtlink.ontology import Ontology
from iwtlink.ontology.code_words import folded

_ORIGIN = "i2 chart {file}"
_LINES: list[object] = [{"split": "\n"}]
_TYPE = {"from": "{Type}", "steps": [{"table": "types"}]}
_TIE = {"from": "{Type?} | {From type} | {To type}", "steps": [{"table": "ties"}]}
_WHEN = "{Date?} {Time?} {Date as described?}"
_IN_WORDS = r"^\D{1,80}$"
_AN_AMOUNT = r"^(?:[A-Z]{3}\s?[\d.,]*\d|\d[\d.,]*\s?[A-Z]{3})$"

Rule = dict[str, object]


def items_mapping(
    chosen: Chosen, grades: Grades, columns: Mapping[str, str], words: Words, ontology: Ontology
) -> str:
    """Give the mapping of the table of items."""
    used = list(dict.fromkeys(kind for _, kind in chosen.types.values()))
    dated = [kind for kind in used if "date" in ontology.properties_of("entity", kind)]
    notes: list[object] = [
        {"from": "{Label below}", "steps": _LINES},
        _note(tr("Date on the chart"), _WHEN, [kind for kind in used if kind not in dated]),
    ]
    properties: Rule = {"description": "{Description}"}
    if dated:
        properties["date"] = [{"from": "{Date}", "for": dated}]
        notes.append(_note(tr("Time on the chart"), "{Time?} {Date as described?}", dated))
    aliases: list[object] = []
    for name, column in columns.items():
        if folded(name) in words.aliases:
            aliases.append(
                {"from": f"{{{column}}}", "steps": [{"split": ["\n", ";"]}], "kind": "alias"}
            )
            continue
        left = list(used)
        for property_name, kinds in _properties(name, used, words, ontology).items():
            rules = properties.setdefault(property_name, [])
            assert isinstance(rules, list)
            rules.append({"from": f"{{{column}}}", "steps": _LINES, "for": kinds})
            left = [kind for kind in left if kind not in kinds]
        if left:
            notes.append(_kept(column, left if len(left) < len(used) else ()))
    properties["note"] = notes
    item: Rule = {"type": _TYPE, "ref": "{Reference}", "name": "{Label}", "properties": properties}
    if aliases:
        item["other_names"] = aliases
    return mapping_text(
        {
            "label": tr("i2 chart: items"),
            "origin": _ORIGIN,
            "needs": ["Reference", "Type", "Label"],
            "ignore": ["Identity", "UTC offset", "Representation", "Picture", "Cards"],
            "tables": {"types": _table(chosen.types), **grades.tables},
            "entities": {"item": item},
            "record": grades.rule,
        }
    )


def links_mapping(chosen: Chosen, grades: Grades, columns: Mapping[str, str]) -> str:
    """Give the mapping of the table of links."""
    notes: list[object] = [
        {
            "from": "{Type}",
            "steps": [
                {"drop": sorted(chosen.known_links)},
                {"prefix": tr("Type on the i2 chart: ")},
            ]
            if chosen.known_links
            else [{"prefix": tr("Type on the i2 chart: ")}],
        },
        {"from": "{Label}", "steps": [{"only": r"\d|^.{81,}"}]},
        {"from": "{Label below}", "steps": _LINES},
        "{Description}",
        _note(tr("Time on the chart"), "{Time?} {Date as described?}"),
        *(_kept(column) for column in columns.values()),
    ]
    properties: Rule = {
        "role": {"from": "{Label}", "steps": [{"only": _IN_WORDS}]},
        "start": "{Date}",
        "amount": {"from": "{Label}", "steps": [{"only": _AN_AMOUNT}]},
        "note": notes,
    }
    return mapping_text(
        {
            "label": tr("i2 chart: links"),
            "origin": _ORIGIN,
            "needs": ["Reference", "From", "To", "Strength as named"],
            "ignore": [
                "From label",
                "To label",
                "Direction",
                "Strength as named",
                "UTC offset",
                "Cards",
            ],
            "tables": {"ties": _table(chosen.ties), **grades.tables},
            "links": [
                {
                    "type": _TIE,
                    "from": {"ref": "{From}"},
                    "to": {"ref": "{To}"},
                    "ref": "{Reference}",
                    "strength": "{Strength}",
                    "states_ends": True,
                    "properties": properties,
                }
            ],
            "record": grades.rule,
        }
    )


def cards_mapping(chosen: Chosen, grades: Grades) -> str:
    """Give the mapping of the table of cards: each is a record of its item or link, with its
    own grades and source, and its words a note."""
    note = "{Summary?}\n{Text?}"
    return mapping_text(
        {
            "label": tr("i2 chart: cards"),
            "origin": _ORIGIN,
            "needs": ["Item", "Summary", "Text"],
            "ignore": ["Reference", "UTC offset"],
            "tables": {
                "types": _table(chosen.types),
                "ties": _table(chosen.ties),
                **grades.tables,
            },
            "entities": {
                "item": {
                    "type": {"from": "{Item type}", "steps": [{"table": "types"}]},
                    "ref": "{Item}",
                    "name": "{Item label}",
                    "properties": {"note": note},
                    "when": "{Item type}",
                }
            },
            "links": [
                {
                    "type": _TIE,
                    "from": {"ref": "{From}"},
                    "to": {"ref": "{To}"},
                    "ref": "{Item}",
                    "properties": {"note": note},
                    "when": "{From}",
                }
            ],
            "record": grades.rule | {"passage": "{Text}", "note": f"{SOURCE} {_WHEN}"},
        }
    )


def _properties(
    name: str, used: Sequence[str], words: Words, ontology: Ontology
) -> dict[str, list[str]]:
    """The property that an attribute class is, and for which of the types in use."""
    asked = folded(name)
    found: dict[str, list[str]] = {}
    for kind in used:
        known = ontology.properties_of("entity", kind)
        declared = [one for one in words.attributes.get(asked, ()) if one in known]
        labelled = [
            one.name
            for one in known.values()
            if asked in (one.name, folded(one.label)) and one.name not in ("name", "note")
        ]
        for property_name in (*declared, *labelled)[:1]:
            found.setdefault(property_name, []).append(kind)
    found.pop("description", None)
    return found


def _kept(column: str, kinds: Sequence[str] = ()) -> Rule:
    """What no property takes, as a note with its name."""
    rule: Rule = {"from": f"{{{column}}}", "steps": [*_LINES, {"prefix": f"{column}: "}]}
    return rule | ({"for": list(kinds)} if kinds else {})


def _note(words: str, template: str, kinds: Sequence[str] | None = None) -> Rule:
    rule: Rule = {"from": template, "steps": [{"prefix": f"{words}: "}]}
    if kinds:
        rule["for"] = list(kinds)
    return rule


def _table(chosen: Mapping[str, tuple[str, str]]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for word, kind in chosen.values():
        if kind:
            variants = table.setdefault(kind, [])
            if fold_cell(word) != fold_cell(kind):
                variants.append(" ".join(word.split()))
    return table
