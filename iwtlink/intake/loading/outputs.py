"""Articles, products, recipients and disseminations of a load."""

from __future__ import annotations

from typing import Any

from iwtlink.intake.comparing.items import is_yes
from iwtlink.intake.loading.row_values import date_columns
from iwtlink.intake.loading.writing import Writing
from iwtlink.intake.proposals import ProposedItem, fold_ref
from iwtlink.store import schema
from iwtlink.store.ids import EntityId
from iwtlink.store.outputs import Article, ProductDraft, article_values, product_values


def write_other_items(w: Writing) -> None:
    """Write articles, products and recipients, new and changed."""
    for kind in ("article", "product", "recipient"):
        items = [item for item in w.plan.new_items if item.kind == kind]
        rows = [_item_values(w, item) for item in items]
        for item, item_id in zip(items, w.insert(kind, rows), strict=True):
            w.remember(item, item_id)
    for kind, item_id, changed in w.plan.item_changes:
        table = schema.tables[kind]
        values: dict[str, Any] = dict(changed)
        if "is_prompted" in values:
            values["is_prompted"] = int(values["is_prompted"])
        if "date" in values and "date_first" in table.c:
            values["date"], values["date_first"], values["date_last"] = date_columns(values["date"])
        w.edit.connection.execute(table.update().where(table.c.id == item_id).values(**values))


def _item_values(w: Writing, item: ProposedItem) -> dict[str, Any]:
    entity_id = EntityId(w.entity_ids[item.entity]) if item.entity else None
    if item.kind == "article":
        values: dict[str, Any] = dict(item.values)
        values["is_prompted"] = is_yes(values.get("is_prompted", ""))
        return article_values(w.edit, Article(**values))
    if item.kind == "product":
        product = ProductDraft(**item.values, entity_id=entity_id)  # type: ignore[arg-type]
        return product_values(w.edit, product)
    return {**item.values, "entity_id": entity_id, "entered_at": w.edit.now}


def write_disseminations(w: Writing) -> None:
    """Write who received which product."""
    w.edit.insert_rows(
        schema.dissemination,
        ("product_id", "recipient_id", "date", "channel", "note"),
        [
            (
                w.item_ids["product", fold_ref(gone.product)],
                w.item_ids["recipient", fold_ref(gone.recipient)],
                *(gone.date, gone.channel, gone.note),
            )
            for gone in w.plan.new_disseminations
        ],
    )
