"""What the unit puts out and who gets it: products, recipients, media articles."""

from __future__ import annotations

from dataclasses import dataclass
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


def list_articles(db: Connection) -> list[ArticleRow]:
    """Read all media articles, newest first."""
    columns = ", ".join(Article.__slots__)
    rows = db.execute(
        text(f"SELECT {columns}, id, ref FROM article ORDER BY date_first DESC, id DESC")
    )
    found = []
    for row in rows:
        values = {name: getattr(row, name) for name in Article.__slots__}
        article = Article(**(values | {"is_prompted": bool(row.is_prompted)}))
        found.append(ArticleRow(row.id, row.ref, article))
    return found


def list_products(db: Connection) -> list[ProductRow]:
    """Read the register of products, newest first."""
    got: dict[int, list[str]] = {}
    for product_id, name in db.execute(
        text(
            "SELECT d.product_id, r.name FROM dissemination d "
            "JOIN recipient r ON r.id = d.recipient_id ORDER BY d.id"
        )
    ):
        got.setdefault(product_id, []).append(name)
    columns = ", ".join(ProductDraft.__slots__)
    rows = db.execute(text(f"SELECT id, ref, {columns} FROM product ORDER BY date DESC, id DESC"))
    return [
        ProductRow(row[0], row[1], ProductDraft(*row[2:]), tuple(got.get(row[0], ())))
        for row in rows
    ]


def list_recipients(db: Connection) -> list[RecipientRow]:
    """Read all recipients by name."""
    columns = ", ".join(RecipientRow.__slots__)
    return [
        RecipientRow(*row)
        for row in db.execute(text(f"SELECT {columns} FROM recipient ORDER BY name"))
    ]


def get_product(db: Connection, product_id: int) -> ProductRow:
    """Read one entry of the register; KeyError where it is gone."""
    for row in list_products(db):
        if row.id == product_id:
            return row
    raise KeyError(product_id)


def change_product(edit: Edit, product_id: ProductId, product: ProductDraft) -> None:
    """Change an entry of the register."""
    values = {name: getattr(product, name) for name in ProductDraft.__slots__}
    table = schema.product
    edit.connection.execute(table.update().where(table.c.id == product_id).values(**values))
