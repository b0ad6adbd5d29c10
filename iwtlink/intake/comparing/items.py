"""Documents, articles, products, recipients and disseminations against the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iwtlink.i18n import tr
from iwtlink.intake.comparing import known
from iwtlink.intake.comparing.state import Comparing
from iwtlink.intake.mapping.cleaning import fold_cell
from iwtlink.intake.proposals import ProposedDissemination, ProposedItem, fold_ref


def compare_items(c: Comparing) -> None:
    """Finds documents, articles and products by reference, and plans changed fields."""
    by_kind: dict[str, list[ProposedItem]] = {}
    for item in c.proposals.items.values():
        by_kind.setdefault(item.kind, []).append(item)
    for kind, items in by_kind.items():
        refs = known.ids_by_source_ref(c.db, kind, {i.ref for i in items if i.ref})
        for item in items:
            found = refs.get((c.proposals.origin, fold_ref(item.ref)))
            if found is not None:
                c.plan.item_ids[kind, fold_ref(item.ref)] = found
        _compare_kind(c, kind, [i for i in items if i.ref])


def _compare_kind(c: Comparing, kind: str, items: Sequence[ProposedItem]) -> None:
    ids = {i.ref: c.plan.item_ids.get((kind, fold_ref(i.ref))) for i in items}
    columns = sorted({name for item in items for name in item.values})
    found = known.table_rows(c.db, kind, columns, [i for i in ids.values() if i])
    for item in items:
        item_id = ids[item.ref]
        if item_id is None:
            c.plan.new_items.append(item)
            c.tallies[kind].new += 1
        else:
            _compare_item(c, item, item_id, found[item_id])


def _compare_item(
    c: Comparing, item: ProposedItem, item_id: int, before: Mapping[str, str]
) -> None:
    changed = {n: v for n, v in _as_stored(item.values).items() if v and before[n] != v}
    if changed:
        c.plan.item_changes.append((item.kind, item_id, changed))
    c.count_known(item.kind, is_changed=bool(changed))


def compare_recipients(c: Comparing) -> None:
    """Finds recipients that have no reference by the agency they stand for."""
    items = [i for i in c.proposals.items.values() if not i.ref and i.entity is not None]
    entity_ids = [c.plan.entity_ids.get(i.entity) for i in items if i.entity]
    found = known.ids_by_column(
        c.db, "recipient", "entity_id", [e for e in entity_ids if e is not None]
    )
    for item, entity_id in zip(items, entity_ids, strict=True):
        item_id = found.get(entity_id)
        if item_id is None:
            c.plan.new_items.append(item)
            c.tallies[item.kind].new += 1
            continue
        c.plan.item_ids[item.kind, repr(item.entity)] = item_id
        columns = list(item.values)
        before = known.table_rows(c.db, item.kind, columns, [item_id])
        _compare_item(c, item, item_id, before[item_id])


def _as_stored(values: Mapping[str, str]) -> dict[str, str]:
    """The values of a plain item as its table keeps them."""
    stored = dict(values)
    if "is_prompted" in stored:
        stored["is_prompted"] = "1" if is_yes(stored["is_prompted"]) else "0"
    return stored


def is_yes(word: str) -> bool:
    """Whether a cell says yes."""
    return fold_cell(word) in ("yes", "y", "true", "1", "x")


def compare_disseminations(c: Comparing) -> None:
    """Finds what was sent to whom before; reports products and recipients nobody knows."""
    p = c.proposals
    products = _ids_of(c, "product", {d.product for d in p.disseminations})
    recipients = _ids_of(c, "recipient", {d.recipient for d in p.disseminations})
    recipients |= _recipients_by_entity(c, {d.recipient for d in p.disseminations})
    c.plan.item_ids |= {("product", ref): i for ref, i in products.items()}
    c.plan.item_ids |= {("recipient", ref): i for ref, i in recipients.items()}
    sent = known.disseminations(c.db, set(products.values()))
    for gone in p.disseminations:
        product, recipient = fold_ref(gone.product), fold_ref(gone.recipient)
        if product not in products and ("product", product) not in p.items:
            _lost(c, gone, tr("There is no product “{ref}”.", ref=gone.product))
        elif recipient not in recipients and ("recipient", recipient) not in p.items:
            _lost(c, gone, tr("There is no recipient “{ref}”.", ref=gone.recipient))
        elif (products.get(product), recipients.get(recipient), gone.date) in sent:
            c.tallies["dissemination"].matched += 1
        else:
            c.plan.new_disseminations.append(gone)
            c.tallies["dissemination"].new += 1


def _lost(c: Comparing, gone: ProposedDissemination, message: str) -> None:
    c.problem(message, gone.row)
    c.tallies["dissemination"].skipped += 1


def _ids_of(c: Comparing, kind: str, refs: set[str]) -> dict[str, int]:
    by_source = known.ids_by_source_ref(c.db, kind, refs)
    found = known.ids_by_own_ref(c.db, kind, refs)
    for ref in refs:
        item_id = by_source.get((c.proposals.origin, fold_ref(ref)))
        if item_id is not None:
            found[fold_ref(ref)] = item_id
    return found


def _recipients_by_entity(c: Comparing, refs: set[str]) -> dict[str, int]:
    """A recipient is found by the reference of the agency it stands for, too."""
    entities = known.ids_by_source_ref(c.db, "entity", refs)
    mine = {ref: i for (origin, ref), i in entities.items() if origin == c.proposals.origin}
    found = known.ids_by_column(c.db, "recipient", "entity_id", set(mine.values()))
    return {ref: found[i] for ref, i in mine.items() if i in found}
