"""Documents, articles, products, recipients and disseminations of a row."""

from __future__ import annotations

from iwtlink.i18n import tr
from iwtlink.intake.mapping import rules as m
from iwtlink.intake.mapping.expressions import Expression
from iwtlink.intake.proposals import ProposedDissemination, ProposedItem, fold_ref
from iwtlink.intake.proposing.made import Made, column_of, end_of
from iwtlink.intake.proposing.reading import Reading
from iwtlink.intake.proposing.scopes import Cells


def propose_plain(reading: Reading, rule: m.PlainRule, scope: Cells, made: Made) -> None:
    """Propose a row of a table of its own."""
    ref = reading.text(rule.ref, scope)
    entity = end_of(reading, rule.entity, scope, made) if rule.entity else None
    if not ref and entity is None:
        reading.problem(tr("An item without its reference is left out."), column_of(rule.ref))
        return
    values = {
        name: _plain_value(reading, rule.kind, name, expression, scope)
        for name, expression in rule.values.items()
    }
    named = next(iter(rule.values))
    if not values[named]:
        reading.problem(tr("An item without a name is left out."), rule.values[named].column)
        return
    reading.row.made += 1
    place = (rule.kind, fold_ref(ref) or repr(entity))
    before = reading.result.items.get(place)
    if before is None:
        reading.result.items[place] = ProposedItem(
            rule.kind, ref, values, entity, reading.row.number
        )
    elif before.values != values:
        reading.problem(
            tr("“{ref}” stands in row {row} already; the first holds.", ref=ref, row=before.row),
            column_of(rule.ref),
        )


def _plain_value(
    reading: Reading, kind: str, name: str, expression: Expression, scope: Cells
) -> str:
    text = reading.text(expression, scope)
    if name in m.DATE_FIELDS and text:
        return reading.date(text, expression.column)
    return reading.coded(kind, name, text, expression.column)


def propose_dissemination(reading: Reading, rule: m.DisseminationRule, scope: Cells) -> None:
    """Propose who received which product."""
    product = reading.text(rule.product, scope)
    recipient = reading.text(rule.recipient, scope)
    if not (product and recipient):
        return
    values = {name: reading.text(expression, scope) for name, expression in rule.values.items()}
    if values.get("date"):
        values["date"] = reading.date(values["date"], rule.values["date"].column)
    reading.result.disseminations.append(
        ProposedDissemination(product, recipient, reading.row.number, **values)
    )
    reading.row.made += 1
