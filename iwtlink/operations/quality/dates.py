"""Rules about time: dates that cannot be, and reviews that are due."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

from sqlalchemy import text

from iwtlink.i18n import tr
from iwtlink.ontology import Ontology
from iwtlink.operations.quality.finding import Finding, Scope
from iwtlink.operations.quality.rules import Rule
from iwtlink.store.ids import Item, Kind


def impossible_date(scope: Scope, rule: Rule) -> Iterator[Finding]:
    """Find dates out of order or in a future that cannot be known."""
    yield from _in_the_future(scope, rule)
    for pair in rule.parameters.get("order", ()):
        before, after = (part.strip() for part in pair.split("<"))
        yield from _out_of_order(scope, rule, before, after)
    yield from _links(scope, rule)
    yield from _documents(scope, rule)


def _in_the_future(scope: Scope, rule: Rule) -> Iterator[Finding]:
    names = json.dumps(rule.parameters.get("not_in_future", ()))
    rows = scope.db.execute(
        text(
            "SELECT s.subject_kind, s.subject_id, s.property, s.value FROM statement s "
            f"WHERE s.property IN (SELECT value FROM json_each(:names)) AND {scope.subjects('s')} "
            "AND s.first > :today ORDER BY s.id"
        ),
        {"names": names, "today": scope.today},
    )
    for kind, number, name, value in rows:
        sentence = tr(
            "“{label}” is {date}, in the future.", label=label_of(scope.ontology, name), date=value
        )
        yield Finding(rule.name, Item(kind, number), sentence, name)


def _out_of_order(scope: Scope, rule: Rule, before: str, after: str) -> Iterator[Finding]:
    rows = scope.db.execute(
        text(
            "SELECT s.subject_id, s.value, o.value FROM statement s JOIN statement o "
            "ON o.subject_id = s.subject_id AND o.subject_kind = 'entity' AND o.property = :after "
            "AND o.is_shown = 1 WHERE s.property = :before AND s.subject_kind = 'entity' "
            f"AND {scope.only('entity', 's.subject_id')} AND s.is_shown = 1 AND s.first > o.last "
            "ORDER BY s.subject_id"
        ),
        {"before": before, "after": after},
    )
    for number, first, last in rows:
        sentence = tr(
            "“{after}” is {last}, before “{before}” {first}.",
            before=label_of(scope.ontology, before),
            after=label_of(scope.ontology, after),
            first=first,
            last=last,
        )
        yield Finding(rule.name, Item("entity", number), sentence, after)


def _links(scope: Scope, rule: Rule) -> Iterator[Finding]:
    rows = scope.db.execute(
        text(
            'SELECT id, start, "end", start_first > :today FROM link l '
            f"WHERE {scope.only('link', 'l.id')} AND (start_first > end_last "
            "OR start_first > :today) ORDER BY id"
        ),
        {"today": scope.today},
    )
    for number, start, end, is_future in rows:
        if is_future:
            sentence = tr("It starts in the future: {start}.", start=start)
        else:
            sentence = tr("It ends ({end}) before it starts ({start}).", start=start, end=end)
        yield Finding(rule.name, Item("link", number), sentence, "start" if is_future else "end")


def _documents(scope: Scope, rule: Rule) -> Iterator[Finding]:
    rows = scope.db.execute(
        text(
            "SELECT id, date, received_on, date_first > :today FROM document d "
            f"WHERE {scope.only('document', 'd.id')} AND (date_first > :today "
            "OR (received_on <> '' AND date_first > received_on)) ORDER BY id"
        ),
        {"today": scope.today},
    )
    for number, date, received, is_future in rows:
        if is_future:
            sentence = tr("The document’s date {date} is in the future.", date=date)
        else:
            sentence = tr(
                "It was received on {received}, before its own date {date}.",
                received=received,
                date=date,
            )
        yield Finding(rule.name, Item("document", number), sentence, "date")


def overdue_review(scope: Scope, rule: Rule) -> Iterator[Finding]:
    """Find entities and links whose day of review has passed."""
    kinds = "('entity', 'link', 'document')"
    item = scope.item
    only = "1" if item is None else f"v.kind = '{item.kind}' AND v.item_id = {int(item.id)}"
    rows = scope.db.execute(
        text(
            "SELECT v.kind, v.item_id, v.due_on, v.basis FROM review v "
            f"WHERE v.due_on < :today AND v.kind IN {kinds} AND {only} ORDER BY v.due_on"
        ),
        {"today": scope.today},
    )
    for kind, number, due_on, basis in rows:
        told = tr("A review was due on {day}.", day=due_on)
        yield Finding(rule.name, Item(kind, number), f"{told} {basis}".strip())
    yield from _stated_reviews(scope, rule)


def _stated_reviews(scope: Scope, rule: Rule) -> Iterator[Finding]:
    rows = scope.db.execute(
        text(
            "SELECT s.subject_kind, s.subject_id, s.property, s.value FROM statement s "
            "WHERE s.property IN (SELECT value FROM json_each(:names)) "
            f"AND {scope.subjects('s')} AND s.is_shown = 1 AND s.last < :today ORDER BY s.last"
        ),
        {"names": json.dumps(rule.parameters.get("properties", ())), "today": scope.today},
    )
    for kind, number, name, value in rows:
        told = tr("A review was due on {day}.", day=value)
        yield Finding(rule.name, Item(cast(Kind, kind), number), told, name)


def label_of(ontology: Ontology, name: str) -> str:
    """Give the label of a property by its name, whatever type has it."""
    types = (ontology.entity_types.values(), ontology.link_types.values())
    for properties in (known.properties for group in types for known in group):
        if name in properties:
            return tr(properties[name].label)
    return name.replace("_", " ")
