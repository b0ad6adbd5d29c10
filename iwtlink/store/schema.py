"""The tables as SQLAlchemy sees them, read from the migrations' own words.

The migrations are the truth: they are run once on an empty database in memory and the
columns are taken from there, so that no column is written down twice.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text
from sqlcipher3 import dbapi2

from iwtlink.store.migrations import MIGRATIONS

JOURNALLED = (
    "about",
    "document",
    "file",
    "page",
    "origin",
    "record",
    "entity",
    "link",
    "observation",
    "statement",
    "passage",
    "external_ref",
    "article",
    "recipient",
    "product",
    "dissemination",
    "chart",
    "chart_entity",
    "chart_link",
    "chart_shape",
    "chart_member",
    "chart_snapshot",
    "chart_style",
    "retraction",
    "review",
    "saved_search",
    "merge",
    "aside",
    "moved",
    "judgement",
    "waiting",
)
"""Tables whose every change is kept, parents before children."""

_BESIDE = (
    *("analyst", "step", "journal", "event", "counter", "chunk", "seen", "chore", "clock"),
    "reading",
)
_TYPES = {"INTEGER": Integer, "REAL": Float, "TEXT": Text, "BLOB": LargeBinary}


def _read_tables() -> dict[str, Table]:
    memory = dbapi2.connect(":memory:")
    for version in sorted(MIGRATIONS):
        memory.executescript(MIGRATIONS[version])
    metadata = MetaData()
    tables = {}
    for name in (*_BESIDE, *JOURNALLED):
        info = memory.execute(f'PRAGMA table_info("{name}")').fetchall()
        columns = [
            Column(c[1], _TYPES[c[2]], primary_key=bool(c[5]), nullable=not c[3]) for c in info
        ]
        tables[name] = Table(name, metadata, *columns)
    memory.close()
    return tables


tables = _read_tables()

analyst = tables["analyst"]
step = tables["step"]
journal = tables["journal"]
event = tables["event"]
counter = tables["counter"]
chunk = tables["chunk"]
seen = tables["seen"]
chore = tables["chore"]
about = tables["about"]
document = tables["document"]
file = tables["file"]
page = tables["page"]
origin = tables["origin"]
record = tables["record"]
entity = tables["entity"]
link = tables["link"]
observation = tables["observation"]
statement = tables["statement"]
passage = tables["passage"]
external_ref = tables["external_ref"]
article = tables["article"]
recipient = tables["recipient"]
product = tables["product"]
dissemination = tables["dissemination"]
chart = tables["chart"]
chart_entity = tables["chart_entity"]
chart_link = tables["chart_link"]
chart_shape = tables["chart_shape"]
chart_member = tables["chart_member"]
chart_snapshot = tables["chart_snapshot"]
chart_style = tables["chart_style"]
retraction = tables["retraction"]
review = tables["review"]
saved_search = tables["saved_search"]
merge = tables["merge"]
aside = tables["aside"]
moved = tables["moved"]
judgement = tables["judgement"]
waiting = tables["waiting"]
clock = tables["clock"]
reading = tables["reading"]
