"""Version 4: how items stand on a chart: looks, free shapes, what holds what, snapshots, styles.

``look`` and ``state`` are JSON (``store/charts/look`` and ``snapshots``); ``visibility`` is empty,
``grey`` or ``hidden``. ``placed_at`` is when an item was put on the chart, or last looked over
there (UTC). ``chart_link`` takes over from ``chart_hidden_link``: a link without a row is drawn
as usual. A row of ``chart_member`` says that an entity or a shape holds another; of two columns
for one end exactly one is filled.
"""

VERSION = 4

SCRIPT = """
ALTER TABLE chart_entity ADD COLUMN look TEXT NOT NULL DEFAULT '{}';
ALTER TABLE chart_entity ADD COLUMN visibility TEXT NOT NULL DEFAULT '';
ALTER TABLE chart_entity ADD COLUMN placed_at TEXT NOT NULL DEFAULT '';
UPDATE chart_entity SET placed_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now');

CREATE TABLE chart_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    chart_id INTEGER NOT NULL REFERENCES chart (id) ON DELETE CASCADE,
    link_id INTEGER NOT NULL REFERENCES link (id) ON DELETE CASCADE,
    look TEXT NOT NULL DEFAULT '{}',
    visibility TEXT NOT NULL DEFAULT '',
    UNIQUE (chart_id, link_id)
) STRICT;
CREATE INDEX chart_link_link ON chart_link (link_id);
INSERT INTO chart_link (id, uid, chart_id, link_id, visibility)
    SELECT id, uid, chart_id, link_id, 'hidden' FROM chart_hidden_link ORDER BY id;
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'chart_link', 0
    WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'chart_link');
UPDATE sqlite_sequence SET seq = max(seq, coalesce(
    (SELECT h.seq FROM sqlite_sequence h WHERE h.name = 'chart_hidden_link'), 0))
    WHERE name = 'chart_link';
DROP TABLE chart_hidden_link;
UPDATE clock SET table_name = 'chart_link' WHERE table_name = 'chart_hidden_link';
UPDATE moved SET table_name = 'chart_link' WHERE table_name = 'chart_hidden_link';
UPDATE aside SET table_name = 'chart_link',
    image = json_set(image, '$.look', '{}', '$.visibility', 'hidden')
    WHERE table_name = 'chart_hidden_link';
UPDATE waiting SET table_name = 'chart_link',
    data = json_set(data, '$.look', '{}', '$.visibility', 'hidden')
    WHERE table_name = 'chart_hidden_link';
UPDATE aside SET image = json_set(image, '$.look', '{}', '$.visibility', '', '$.placed_at', '')
    WHERE table_name = 'chart_entity';
UPDATE waiting SET data = json_set(data, '$.look', '{}', '$.visibility', '', '$.placed_at', '')
    WHERE table_name = 'chart_entity';
UPDATE reading SET table_name = 'chart_link' WHERE table_name = 'chart_hidden_link';

CREATE TABLE chart_shape (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    chart_id INTEGER NOT NULL REFERENCES chart (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    depth INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL DEFAULT '',
    look TEXT NOT NULL DEFAULT '{}',
    picture_id INTEGER REFERENCES file (id)
) STRICT;
CREATE INDEX chart_shape_chart ON chart_shape (chart_id);
CREATE INDEX chart_shape_picture ON chart_shape (picture_id);

CREATE TABLE chart_member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    chart_id INTEGER NOT NULL REFERENCES chart (id) ON DELETE CASCADE,
    holder_entity_id INTEGER REFERENCES entity (id) ON DELETE CASCADE,
    holder_shape_id INTEGER REFERENCES chart_shape (id) ON DELETE CASCADE,
    member_entity_id INTEGER REFERENCES entity (id) ON DELETE CASCADE,
    member_shape_id INTEGER REFERENCES chart_shape (id) ON DELETE CASCADE,
    UNIQUE (chart_id, member_entity_id),
    UNIQUE (chart_id, member_shape_id),
    CHECK ((holder_entity_id IS NULL) <> (holder_shape_id IS NULL)),
    CHECK ((member_entity_id IS NULL) <> (member_shape_id IS NULL)),
    CHECK (holder_entity_id IS NULL OR holder_entity_id IS NOT member_entity_id),
    CHECK (holder_shape_id IS NULL OR holder_shape_id IS NOT member_shape_id)
) STRICT;
CREATE INDEX chart_member_holder_entity ON chart_member (holder_entity_id);
CREATE INDEX chart_member_holder_shape ON chart_member (holder_shape_id);
CREATE INDEX chart_member_entity ON chart_member (member_entity_id);
CREATE INDEX chart_member_shape ON chart_member (member_shape_id);

CREATE TABLE chart_snapshot (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    chart_id INTEGER NOT NULL REFERENCES chart (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    rank INTEGER NOT NULL,
    made_by INTEGER REFERENCES analyst (id),
    made_at TEXT NOT NULL,
    state TEXT NOT NULL
) STRICT;
CREATE INDEX chart_snapshot_chart ON chart_snapshot (chart_id, rank);

CREATE TABLE chart_style (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    data TEXT NOT NULL
) STRICT;
"""
