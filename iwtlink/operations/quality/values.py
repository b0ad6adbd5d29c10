"""Rules about values: shares above 100 %, check digits, main facts nobody states."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import text

from iwtlink.i18n import tr
from iwtlink.ontology import PropertyType, ValueProblem
from iwtlink.ontology.values import parse_value
from iwtlink.operations.quality.finding import Finding, Scope
from iwtlink.operations.quality.rules import Rule
from iwtlink.store.ids import Item

CHECKED = frozenset(
    {"imo", "container_no", "awb", "vin", "iban", "imei", "mrz", "chinese_id", "thai_id"}
    | {"id_number"}
)
"""Value types whose numbers carry a check digit, always or in some countries."""
_ALWAYS, _NEVER = "0000-00-00", "9999-99-99"


def percent_above_100(scope: Scope, rule: Rule) -> Iterator[Finding]:
    """Find single shares above 100 %, and owners whose shares on one day are more together."""
    rows = scope.db.exec_driver_sql(
        f"SELECT id, percent FROM link l WHERE percent > 100 AND {scope.only('link', 'l.id')} "
        "ORDER BY id"
    )
    for number, percent in rows:
        sentence = tr("A share of {percent} % cannot be.", percent=f"{percent:g}")
        yield Finding(rule.name, Item("link", number), sentence, "percent")
    yield from _shares_together(scope, rule)


def _shares_together(scope: Scope, rule: Rule) -> Iterator[Finding]:
    held: dict[tuple[str, int], list[Any]] = {}
    rows = scope.db.execute(
        text(
            "SELECT type, to_id, id, percent, coalesce(start_first, ''), coalesce(end_last, '') "
            "FROM link l WHERE type IN (SELECT value FROM json_each(:types)) AND percent > 0 "
            f"AND percent <= 100 AND {_owned_here(scope)} ORDER BY id"
        ),
        {"types": json.dumps(rule.parameters.get("ownership", ()))},
    )
    for row in rows:
        held.setdefault((row[0], row[1]), []).append(row)
    for (type_name, owned), shares in held.items():
        found = most_held([(row[3], row[4], row[5]) for row in shares])
        if found is None or found[0] <= 100 + rule.number("tolerance"):
            continue
        total, day = found
        label = tr(scope.ontology.link_types[type_name].label)
        when = tr("on {day}", day=day) if day != _ALWAYS else tr("with no dates given")
        sentence = tr(
            "{label}: the shares of its owners add up to {total} % {when}.",
            label=label,
            total=f"{total:g}",
            when=when,
        )
        if scope.item is None or scope.item == Item("entity", owned):
            yield Finding(rule.name, Item("entity", owned), sentence, "percent")


def _owned_here(scope: Scope) -> str:
    return scope.only("entity", "l.to_id")


def most_held(shares: Sequence[tuple[float, str, str]]) -> tuple[float, str] | None:
    """Give the highest sum of shares on one day and the first such day; None without shares.

    Each share is (percent, first day, last day) with ISO days, empty where open: what has no
    beginning was always held. A share that ends on the day another begins is not counted twice.
    """
    best: tuple[float, str] | None = None
    for _, start, _ in shares:
        day = start or _ALWAYS
        total = sum(p for p, first, last in shares if _holds(first, last, day))
        if best is None or (total, best[1]) > (best[0], day):
            best = (total, day)
    return best


def _holds(first: str, last: str, day: str) -> bool:
    begins, ends = first or _ALWAYS, last or _NEVER
    return begins <= day and (day < ends or begins == day)


def check_digit(scope: Scope, rule: Rule) -> Iterator[Finding]:
    """Find numbers whose check digit does not fit."""
    known = _checked_properties(scope)
    names = json.dumps(sorted({name for _, name in known}))
    rows = scope.db.execute(
        text(
            "SELECT e.type, s.subject_id, s.property, s.value, coalesce(("
            "  SELECT c.value FROM statement c WHERE c.subject_id = e.id "
            "  AND c.subject_kind = 'entity' AND c.property IN ('country', 'nationality', "
            "  'issuing_country') AND c.is_shown = 1 LIMIT 1), '') "
            "FROM statement s JOIN entity e ON e.id = s.subject_id "
            "WHERE s.property IN (SELECT value FROM json_each(:names)) "
            f"AND s.subject_kind = 'entity' AND {scope.only('entity', 's.subject_id')} "
            "ORDER BY s.id"
        ),
        {"names": names},
    )
    for type_name, number, name, value, country in rows:
        wanted = known.get((type_name, name))
        if wanted is None:
            continue
        try:
            parse_value(wanted, value, country=country, ontology=scope.ontology)
        except ValueProblem as problem:
            sentence = f"{tr(wanted.label)}: {problem}"
            yield Finding(rule.name, Item("entity", number), sentence, name)


def _checked_properties(scope: Scope) -> Mapping[tuple[str, str], PropertyType]:
    return {
        (type_name, name): replace(item, is_lenient=False)
        for type_name, known in scope.ontology.entity_types.items()
        for name, item in known.properties.items()
        if item.value_type in CHECKED
    }


def missing(scope: Scope, rule: Rule) -> Iterator[Finding]:
    """Find entities that lack facts which are asked first of their type."""
    for type_name, known in scope.ontology.entity_types.items():
        asked = [name for name in known.asked_first if name != "name"]
        if known.is_abstract or not asked:
            continue
        rows = scope.db.execute(
            text(
                "SELECT e.id, group_concat(DISTINCT s.property) FROM entity e LEFT JOIN "
                "statement s ON s.subject_id = e.id AND s.subject_kind = 'entity' "
                "AND s.property IN (SELECT value FROM json_each(:asked)) "
                f"WHERE e.type = :t AND {scope.only('entity', 'e.id')} GROUP BY e.id "
                "HAVING count(DISTINCT s.property) < :n ORDER BY e.id"
            ),
            {"asked": json.dumps(asked), "t": type_name, "n": len(asked)},
        )
        for number, have in rows:
            lacking = [name for name in asked if name not in (have or "").split(",")]
            labels = ", ".join(tr(known.properties[name].label) for name in lacking)
            sentence = tr("Nobody states: {labels}.", labels=labels)
            yield Finding(rule.name, Item("entity", number), sentence, lacking[0])
