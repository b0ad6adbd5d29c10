"""What a reader must know of a subject that was merged: under what it was recorded before."""

from __future__ import annotations

from collections.abc import Iterator

from iwtlink.i18n import ntr, tr
from iwtlink.products.material import Material
from iwtlink.store.leads import Member, members_of
from iwtlink.store.merging import originals
from iwtlink.store.outputs import ProductRow, products_about

_MOST_ON_COVER = 3


def also_recorded(material: Material, entity_id: int) -> list[str]:
    """Give the references that stood for the subject too, each with the day of the merge."""
    return [_until(one) for one in members_of(material.db, "entity", entity_id)]


def merged_facts(material: Material, entity_id: int) -> tuple[tuple[str, str], ...]:
    """Say on the cover which references are now one with the subject's."""
    told = also_recorded(material, entity_id)
    if not told:
        return ()
    more = len(told) - _MOST_ON_COVER
    shown = told[:_MOST_ON_COVER] + ([ntr("{n} more", "{n} more", more)] if more > 0 else [])
    own = material.entity(entity_id).ref
    return ((tr("Reference"), tr("{ref}, also {others}", ref=own, others="; ".join(shown))),)


def issued_before(material: Material, entity_id: int) -> Iterator[tuple[str, str]]:
    """Give the products issued about the subject, with the reference under which each was."""
    found = products_about(material.db, entity_id)
    before = originals(material.db, "product", [int(row.id) for row in found])
    refs = {one.id: one.ref for one in members_of(material.db, "entity", entity_id)}
    for row in found:
        owner = before.get(int(row.id), {}).get("entity_id")
        about = refs.get(owner, "") if owner is not None else ""
        yield tr("Issued before"), _issued(row, about)


def _issued(row: ProductRow, about: str) -> str:
    words = " · ".join(part for part in (row.ref, row.product.date, row.product.title) if part)
    return tr("{product} (about {ref})", product=words, ref=about) if about else words


def _until(one: Member) -> str:
    return tr("{ref} until merged on {day}", ref=one.ref, day=one.merged_at[:10])
