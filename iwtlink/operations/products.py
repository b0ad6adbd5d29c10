"""Make products: build them from one read, draw their chart, write them, enter them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from iwtlink.chart.building import build_display
from iwtlink.chart.display import Display
from iwtlink.chart.style import load_style
from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.operations.drawing import placed
from iwtlink.products.content import Product
from iwtlink.products.dossier import build_dossier
from iwtlink.products.options import ProductOptions
from iwtlink.products.scope import Scope
from iwtlink.products.situation import build_situation
from iwtlink.products.xlsx.write import write_xlsx
from iwtlink.store import Store, charts, files, outputs
from iwtlink.store.events import EXPORTED
from iwtlink.store.ids import EntityId, ProductId
from iwtlink.writing import write_whole

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Draw = Callable[[Display], bytes]
"""Gives a picture of a display as PNG bytes; ``render`` has one, kept out of this room."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A product that was written; ``product_id`` where it was entered in the register."""

    path: Path
    product: Product
    product_id: ProductId | None = None


def make_dossier(
    store: Store,
    entity_id: EntityId,
    target: Path,
    *,
    options: ProductOptions | None = None,
    draw: Draw | None = None,
    enter: bool = False,
    progress: Progress = no_progress,
) -> Issued:
    """Write the dossier on an entity; ``draw`` None leaves the chart picture out.

    With ``enter`` it gets a number in the register, which keeps a frozen copy.
    """

    def build(db: Connection, chosen: ProductOptions) -> Product:
        return build_dossier(db, store.ontology, entity_id, options=chosen, progress=progress)

    draft = outputs.ProductDraft("", "dossier", entity_id=entity_id)
    return _issue(store, build, draft, target, options or ProductOptions(), draw, enter, progress)


def make_situation(
    store: Store,
    scope: Scope,
    target: Path,
    *,
    options: ProductOptions | None = None,
    draw: Draw | None = None,
    enter: bool = False,
    progress: Progress = no_progress,
) -> Issued:
    """Write the situational analysis of a scope; see ``make_dossier``."""

    def build(db: Connection, chosen: ProductOptions) -> Product:
        return build_situation(db, store.ontology, scope, options=chosen, progress=progress)

    draft = outputs.ProductDraft("", "situational_analysis")
    return _issue(store, build, draft, target, options or ProductOptions(), draw, enter, progress)


Build = Callable[[Connection, ProductOptions], Product]


def _issue(
    store: Store,
    build: Build,
    draft: outputs.ProductDraft,
    target: Path,
    options: ProductOptions,
    draw: Draw | None,
    enter: bool,
    progress: Progress,
) -> Issued:
    if not enter:
        with store.read() as db:
            product, data = _make(store, db, build, options, draw, progress)
        write_whole(target, data)
        store.note(EXPORTED, what="product", file=target.name)
        return Issued(target, product)
    with store.edit(tr("Issue {file}", file=target.name)) as edit:
        day = options.date or date.today().isoformat()
        product_id = outputs.add_product(edit, replace(draft, title=target.stem, date=day))
        number = outputs.get_product(edit.connection, product_id).ref
        options = replace(options, number=number, date=day)
        product, data = _make(store, edit.connection, build, options, draw, progress)
        kept = files.add_file(edit, target.name, data, XLSX)
        outputs.change_product(
            edit,
            product_id,
            replace(
                draft,
                title=product.front.title,
                version=options.version,
                date=day,
                period_first=options.first or None,
                period_last=options.last or None,
                handling=product.marking.handling,
                tlp=product.marking.tlp,
                status="issued",
                file_id=kept,
            ),
        )
        write_whole(target, data)
    store.note(EXPORTED, what="product", file=target.name, number=number)
    return Issued(target, product, product_id)


def _make(
    store: Store,
    db: Connection,
    build: Build,
    options: ProductOptions,
    draw: Draw | None,
    progress: Progress,
) -> tuple[Product, bytes]:
    product = build(db, options)
    picture = None
    if draw is not None and product.chart_ids:
        progress(0.5, tr("Drawing the chart"))
        picture = draw(_display(store, db, product))
    buffer = io.BytesIO()
    write_xlsx(product, buffer, pictures={"chart": picture}, progress=progress)
    return product, buffer.getvalue()


def _display(store: Store, db: Connection, product: Product) -> Display:
    content = charts.content_of(db, product.front.title, list(product.chart_ids))
    return build_display(placed(content, store.ontology), store.ontology, load_style())
