"""Version 1: the first tables."""

VERSION = 1

SCRIPT = """
CREATE TABLE analyst (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    initials TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    salt TEXT,
    label_digest TEXT,
    scope TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo')),
    of_step INTEGER REFERENCES step (id),
    fold TEXT NOT NULL DEFAULT '',
    analyst_id INTEGER REFERENCES analyst (id),
    started_at TEXT NOT NULL,
    row_count INTEGER NOT NULL DEFAULT 0,
    event_digest TEXT NOT NULL DEFAULT '',
    previous TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX step_scope ON step (scope);

CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    step_id INTEGER NOT NULL REFERENCES step (id),
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    salt TEXT,
    digest TEXT
) STRICT;
CREATE INDEX journal_step ON journal (step_id, table_name);
CREATE INDEX journal_row ON journal (row_id, table_name);

CREATE TABLE open_step (id INTEGER PRIMARY KEY CHECK (id = 1), step_id INTEGER) STRICT;
INSERT INTO open_step VALUES (1, NULL);

CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    analyst_id INTEGER REFERENCES analyst (id),
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    salt TEXT,
    detail_digest TEXT,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;

CREATE TABLE counter (prefix TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;

CREATE TABLE chunk (
    sha256 TEXT NOT NULL,
    part INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (sha256, part)
) STRICT;

CREATE TABLE about (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    ref TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    originator TEXT NOT NULL DEFAULT '',
    date TEXT NOT NULL DEFAULT '',
    date_first TEXT,
    date_last TEXT,
    received_on TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    sha256 TEXT NOT NULL DEFAULT '',
    entered_by INTEGER REFERENCES analyst (id),
    entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX document_sha256 ON document (sha256);
CREATE INDEX document_received ON document (received_on);

CREATE TABLE file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    document_id INTEGER REFERENCES document (id)
) STRICT;
CREATE INDEX file_document ON file (document_id);
CREATE INDEX file_sha256 ON file (sha256);

CREATE TABLE record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    ref TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES document (id),
    page TEXT NOT NULL DEFAULT '',
    passage TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    source_row TEXT NOT NULL DEFAULT '',
    grading TEXT NOT NULL DEFAULT '',
    reliability TEXT NOT NULL DEFAULT '',
    credibility TEXT NOT NULL DEFAULT '',
    original_grade TEXT NOT NULL DEFAULT '',
    grade_rank INTEGER NOT NULL DEFAULT 99,
    handling TEXT NOT NULL DEFAULT '',
    tlp TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    entered_by INTEGER REFERENCES analyst (id),
    entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX record_document ON record (document_id);

CREATE TABLE entity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    ref TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    label TEXT NOT NULL,
    script_label TEXT NOT NULL DEFAULT '',
    picture_id INTEGER REFERENCES file (id),
    entered_by INTEGER REFERENCES analyst (id),
    entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX entity_type ON entity (type, label);
CREATE INDEX entity_picture ON entity (picture_id);

CREATE TABLE link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    ref TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    from_id INTEGER NOT NULL REFERENCES entity (id),
    to_id INTEGER NOT NULL REFERENCES entity (id),
    is_directed INTEGER NOT NULL,
    strength TEXT NOT NULL CHECK (strength IN ('confirmed', 'unconfirmed', 'tentative')),
    role TEXT NOT NULL DEFAULT '',
    start TEXT NOT NULL DEFAULT '',
    start_first TEXT,
    "end" TEXT NOT NULL DEFAULT '',
    end_last TEXT,
    percent REAL,
    amount REAL,
    currency TEXT NOT NULL DEFAULT '',
    quantity REAL,
    unit TEXT NOT NULL DEFAULT '',
    entered_by INTEGER REFERENCES analyst (id),
    entered_at TEXT NOT NULL,
    CHECK (from_id <> to_id)
) STRICT;
CREATE INDEX link_from ON link (from_id);
CREATE INDEX link_to ON link (to_id);
CREATE INDEX link_type ON link (type);

CREATE TABLE observation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    ref TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    entity_id INTEGER NOT NULL REFERENCES entity (id),
    other_id INTEGER REFERENCES entity (id),
    date TEXT NOT NULL DEFAULT '',
    date_first TEXT,
    date_last TEXT,
    record_id INTEGER REFERENCES record (id),
    entered_by INTEGER REFERENCES analyst (id),
    entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX observation_entity ON observation (entity_id);
CREATE INDEX observation_other ON observation (other_id);
CREATE INDEX observation_type ON observation (type, date_first);
CREATE INDEX observation_record ON observation (record_id);

CREATE TABLE statement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('entity', 'link', 'observation')),
    subject_id INTEGER NOT NULL,
    property TEXT NOT NULL,
    value TEXT NOT NULL,
    number REAL,
    unit TEXT NOT NULL DEFAULT '',
    first TEXT,
    last TEXT,
    kind TEXT NOT NULL DEFAULT '',
    stated TEXT NOT NULL DEFAULT '',
    held TEXT NOT NULL DEFAULT '',
    held_first TEXT,
    held_last TEXT,
    record_id INTEGER REFERENCES record (id),
    is_shown INTEGER NOT NULL DEFAULT 1,
    entered_by INTEGER REFERENCES analyst (id),
    entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX statement_subject ON statement (subject_id, subject_kind, property);
CREATE INDEX statement_property ON statement (property, value);
CREATE INDEX statement_record ON statement (record_id);

CREATE TABLE external_ref (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    item_id INTEGER NOT NULL,
    origin TEXT NOT NULL,
    ref TEXT NOT NULL COLLATE NOCASE,
    UNIQUE (kind, origin, ref)
) STRICT;
CREATE INDEX external_ref_item ON external_ref (item_id, kind);
CREATE INDEX external_ref_ref ON external_ref (ref);

CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    ref TEXT NOT NULL UNIQUE,
    headline TEXT NOT NULL,
    outlet TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    date TEXT NOT NULL DEFAULT '',
    date_first TEXT,
    date_last TEXT,
    url TEXT NOT NULL DEFAULT '',
    topic TEXT NOT NULL DEFAULT '',
    is_prompted INTEGER NOT NULL DEFAULT 0,
    entered_at TEXT NOT NULL
) STRICT;

CREATE TABLE recipient (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    ref TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    contact TEXT NOT NULL DEFAULT '',
    channel TEXT NOT NULL DEFAULT '',
    entity_id INTEGER REFERENCES entity (id),
    entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX recipient_entity ON recipient (entity_id);

CREATE TABLE product (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    ref TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    version TEXT NOT NULL DEFAULT '1.0',
    date TEXT NOT NULL DEFAULT '',
    period_first TEXT,
    period_last TEXT,
    handling TEXT NOT NULL DEFAULT '',
    tlp TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    entity_id INTEGER REFERENCES entity (id),
    file_id INTEGER REFERENCES file (id),
    entered_by INTEGER REFERENCES analyst (id),
    entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX product_entity ON product (entity_id);
CREATE INDEX product_file ON product (file_id);

CREATE TABLE dissemination (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    product_id INTEGER NOT NULL REFERENCES product (id),
    recipient_id INTEGER NOT NULL REFERENCES recipient (id),
    date TEXT NOT NULL DEFAULT '',
    channel TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX dissemination_product ON dissemination (product_id);
CREATE INDEX dissemination_recipient ON dissemination (recipient_id);

CREATE TABLE chart (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    ref TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    options TEXT NOT NULL DEFAULT '{}',
    entered_by INTEGER REFERENCES analyst (id),
    entered_at TEXT NOT NULL
) STRICT;

CREATE TABLE chart_entity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    chart_id INTEGER NOT NULL REFERENCES chart (id) ON DELETE CASCADE,
    entity_id INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    x REAL,
    y REAL,
    is_pinned INTEGER NOT NULL DEFAULT 0,
    UNIQUE (chart_id, entity_id)
) STRICT;
CREATE INDEX chart_entity_entity ON chart_entity (entity_id);

CREATE TABLE chart_hidden_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    chart_id INTEGER NOT NULL REFERENCES chart (id) ON DELETE CASCADE,
    link_id INTEGER NOT NULL REFERENCES link (id) ON DELETE CASCADE,
    UNIQUE (chart_id, link_id)
) STRICT;
CREATE INDEX chart_hidden_link_link ON chart_hidden_link (link_id);

CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = 'trigram case_sensitive 1', detail = full);
CREATE VIRTUAL TABLE search_short USING fts5 (
    tokens, tokenize = 'ascii', content = '', contentless_delete = 1, detail = none
);
"""
