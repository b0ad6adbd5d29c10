"""What the unit puts out and who gets it: products, recipients, media articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, text

from iwtlink.ontology.dates import PartialDate
from iwtlink.store import schema
from iwtlink.store.edit import Edit
from iwtlink.store.ids import ArticleId, EntityId, FileId, ProductId, RecipientId


@dataclass(frozen=True, slots=True)
class Article:
    """A media article; ``is_prompted`` where the unit's own work led to it."""

    headline: str
    outlet: str = ""
    country: str = ""
    language: str = ""
    date: str = ""
    url: str = ""
    topic: str = ""
    is_prompted: bool = False


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """An intelligence product; ``period_first`` and ``period_last`` are full days or None."""

    title: str
    kind: str
    version: str = "1.0"
    date: str = ""
    period_first: str | None = None
    period_last: str | None = None
    handling: str = ""
    tlp: str = ""
    status: str = ""
    entity_id: EntityId | None = None
    file_id: FileId | None = None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as lists show it."""

    id: ArticleId
    ref: str
    article: Article


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product as lists show it; ``recipients`` are names."""

    id: ProductId
    ref: str
    product: ProductDraft
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """Someone products go to."""

    id: RecipientId
    ref: str
    name: str
    contact: str
    channel: str
    entity_id: EntityId | None


def article_values(edit: Edit, article: Article) -> dict[str, Any]:
    """Give the columns of an article's row, without its reference."""
    when = PartialDate.parse(article.date) if article.date else None
    return {name: getattr(article, name) for name in Article.__slots__} | {
        "date": when.text if when else "",
        "date_first": when.first if when else None,
        "date_last": when.last if when else None,
        "is_prompted": int(article.is_prompted),
        "entered_at": edit.now,
    }


def add_article(edit: Edit, article: Article) -> ArticleId:
    """Add a media article; return its id."""
    ref = edit.take_refs("article")[0]
    return ArticleId(edit.insert(schema.article, ref=ref, **article_values(edit, article)))


def product_values(edit: Edit, product: ProductDraft) -> dict[str, Any]:
    """Give the columns of a product's row, without its reference."""
    return {name: getattr(product, name) for name in ProductDraft.__slots__} | {
        "entered_by": edit.analyst_id,
        "entered_at": edit.now,
    }


def add_product(edit: Edit, product: ProductDraft) -> ProductId:
    """Enter an intelligence product in the register; return its id."""
    ref = edit.take_refs("product")[0]
    return ProductId(edit.insert(schema.product, ref=ref, **product_values(edit, product)))


def add_recipient(
    edit: Edit,
    name: str,
    *,
    contact: str = "",
    channel: str = "",
    entity_id: EntityId | None = None,
) -> RecipientId:
    """Add someone products go to; return its id."""
    return RecipientId(
        edit.insert(
            schema.recipient,
            ref=edit.take_refs("recipient")[0],
            name=name,
            contact=contact,
            channel=channel,
            entity_id=entity_id,
            entered_at=edit.now,
        )
    )


def disseminate(
    edit: Edit,
    product_id: ProductId,
    recipient_id: RecipientId,
    *,
    date: str = "",
    channel: str = "",
    note: str = "",
) -> None:
    """Write down that a recipient got a product; ``date`` is a full day."""
    edit.insert(
        schema.dissemination,
        product_id=product_id,
        recipient_id=recipient_id,
        date=date,
        channel=channel,
        note=note,
    )


_ARTICLE = f"SELECT id, ref, {', '.join(Article.__slots__)} FROM article"
_PRODUCT = f"SELECT id, ref, {', '.join(ProductDraft.__slots__)} FROM product"
_RECIPIENT = f"SELECT {', '.join(RecipientRow.__slots__)} FROM recipient"
_GOT = "SELECT d.product_id, r.name FROM dissemination d JOIN recipient r ON r.id = d.recipient_id"


def _article(row: Any) -> ArticleRow:
    article = Article(*row[2:])
    return ArticleRow(row[0], row[1], replace(article, is_prompted=bool(article.is_prompted)))


def _product(row: Any, recipients: Sequence[str]) -> ProductRow:
    return ProductRow(row[0], row[1], ProductDraft(*row[2:]), tuple(recipients))


def list_articles(db: Connection) -> list[ArticleRow]:
    """Read all media articles, newest first."""
    return [
        _article(row) for row in db.execute(text(f"{_ARTICLE} ORDER BY date_first DESC, id DESC"))
    ]


def list_products(db: Connection) -> list[ProductRow]:
    """Read the register of products, newest first."""
    got: dict[int, list[str]] = {}
    for product_id, name in db.execute(text(f"{_GOT} ORDER BY d.id")):
        got.setdefault(product_id, []).append(name)
    rows = db.execute(text(f"{_PRODUCT} ORDER BY date DESC, id DESC"))
    return [_product(row, got.get(row[0], ())) for row in rows]


def products_about(db: Connection, entity_id: int) -> list[ProductRow]:
    """Read the products issued about an entity, oldest first, without their recipients."""
    rows = db.execute(
        text(f"{_PRODUCT} WHERE entity_id = :i AND status <> '' ORDER BY date, id"),
        {"i": entity_id},
    )
    return [_product(row, ()) for row in rows]


def list_recipients(db: Connection) -> list[RecipientRow]:
    """Read all recipients by name."""
    return [RecipientRow(*row) for row in db.execute(text(f"{_RECIPIENT} ORDER BY name, id"))]


def get_article(db: Connection, article_id: int) -> ArticleRow:
    """Read one media article; raise ``NoResultFound`` where it is gone."""
    return _article(db.execute(text(f"{_ARTICLE} WHERE id = :i"), {"i": article_id}).one())


def get_product(db: Connection, product_id: int) -> ProductRow:
    """Read one entry of the register; raise ``NoResultFound`` where it is gone."""
    got = db.execute(text(f"{_GOT} WHERE d.product_id = :i ORDER BY d.id"), {"i": product_id})
    row = db.execute(text(f"{_PRODUCT} WHERE id = :i"), {"i": product_id}).one()
    return _product(row, [name for _, name in got])


def get_recipient(db: Connection, recipient_id: int) -> RecipientRow:
    """Read one recipient; raise ``NoResultFound`` where he is gone."""
    return RecipientRow(*db.execute(text(f"{_RECIPIENT} WHERE id = :i"), {"i": recipient_id}).one())


def change_product(edit: Edit, product_id: ProductId, product: ProductDraft) -> None:
    """Change an entry of the register."""
    values = {name: getattr(product, name) for name in ProductDraft.__slots__}
    table = schema.product
    edit.connection.execute(table.update().where(table.c.id == product_id).values(**values))
