"""Version 3: merging, judgements, chosen values, and what laptops need to exchange.

A row of ``merge`` says that two items are one; what follows is worked out from the rows that
stand (``store/merging``). ``moved`` keeps whom a row belonged to before a merge pointed it at
another item; ``aside`` keeps the rows that have no place while the merge stands, the absorbed
item's own row among them. ``judgement`` keeps what was judged of two items that were not
merged, and on what grounds. ``waiting`` keeps rows of other laptops that cannot stand here (yet):
what they belong to is missing, or a row of the same meaning (``by_uid``) stands for them; ``uid``
is that of the row. ``clock`` and ``reading`` are not journalled: when a field was
last written on any laptop, and what ``clock`` was before an exchange file was read.
"""

VERSION = 3

SCRIPT = """
ALTER TABLE statement ADD COLUMN is_preferred INTEGER NOT NULL DEFAULT 0;

CREATE TABLE merge (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('entity', 'link')),
    kept_id INTEGER NOT NULL,
    absorbed_id INTEGER NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    because TEXT NOT NULL DEFAULT '',
    merged_by INTEGER REFERENCES analyst (id),
    merged_at TEXT NOT NULL,
    CHECK (kept_id <> absorbed_id)
) STRICT;
CREATE INDEX merge_kept ON merge (kept_id, kind);
CREATE INDEX merge_absorbed ON merge (absorbed_id, kind);

CREATE TABLE aside (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    image TEXT NOT NULL,
    kind TEXT NOT NULL,
    lead_id INTEGER NOT NULL,
    ref TEXT NOT NULL DEFAULT '',
    UNIQUE (table_name, row_id)
) STRICT;
CREATE INDEX aside_lead ON aside (lead_id, kind);
CREATE INDEX aside_ref ON aside (ref);

CREATE TABLE moved (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    column_name TEXT NOT NULL,
    from_id INTEGER,
    UNIQUE (table_name, row_id, column_name)
) STRICT;
CREATE INDEX moved_from ON moved (from_id);

CREATE TABLE judgement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('entity', 'link')),
    one_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('different', 'unsure')),
    reason TEXT NOT NULL DEFAULT '',
    because TEXT NOT NULL DEFAULT '',
    judged_by INTEGER REFERENCES analyst (id),
    judged_at TEXT NOT NULL,
    UNIQUE (kind, one_id, other_id),
    CHECK (one_id <> other_id)
) STRICT;
CREATE INDEX judgement_other ON judgement (other_id, kind);

CREATE TABLE waiting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    table_name TEXT NOT NULL,
    data TEXT NOT NULL,
    by_uid TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX waiting_by ON waiting (by_uid);

CREATE TABLE clock (
    table_name TEXT NOT NULL,
    row_uid TEXT NOT NULL,
    field TEXT NOT NULL,
    stamp TEXT NOT NULL,
    earlier TEXT NOT NULL DEFAULT '',
    is_gone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (row_uid, table_name, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX clock_stamp ON clock (stamp);
CREATE INDEX clock_gone ON clock (table_name) WHERE is_gone;

CREATE TABLE reading (
    step_id INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_uid TEXT NOT NULL,
    field TEXT NOT NULL,
    stamp TEXT,
    earlier TEXT,
    is_gone INTEGER,
    PRIMARY KEY (step_id, row_uid, table_name, field)
) STRICT, WITHOUT ROWID;
"""
