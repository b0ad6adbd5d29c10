"""Version 2: pages and passages, protected origins, retractions, reviews, saved searches.

A page's words lie in ``chunk`` under their hash, like the bytes of a file; a passage says
where on a page a record, or one of its statements, stands. ``origin`` holds who is behind a
protected source. ``seen`` and ``chore`` are not journalled: what a saved search last showed,
and work that must be finished at the next opening. ``touched`` is the journal with blocks
taken apart row by row: filter it by ``step_id``; the story of one row is
``journal.images_of``.
"""

VERSION = 2

SCRIPT = """
ALTER TABLE document ADD COLUMN register_no TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN is_protected INTEGER NOT NULL DEFAULT 0;
CREATE INDEX document_date ON document (date_first);
CREATE INDEX document_register_no ON document (register_no);

ALTER TABLE file ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE file ADD COLUMN taken_at TEXT NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN taken_place TEXT NOT NULL DEFAULT '';

CREATE TABLE page (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    file_id INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL DEFAULT '',
    method TEXT NOT NULL DEFAULT '',
    font TEXT NOT NULL DEFAULT '',
    UNIQUE (file_id, number)
) STRICT;
CREATE INDEX page_text ON page (text_sha256);

CREATE INDEX record_entered ON record (entered_at);
CREATE INDEX record_grade ON record (grade_rank);
CREATE INDEX record_handling ON record (handling);

CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    record_id INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    statement_id INTEGER REFERENCES statement (id) ON DELETE CASCADE,
    page_id INTEGER NOT NULL REFERENCES page (id) ON DELETE CASCADE,
    first INTEGER,
    last INTEGER,
    region TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX passage_record ON passage (record_id);
CREATE INDEX passage_statement ON passage (statement_id);
CREATE INDEX passage_page ON passage (page_id);

CREATE TABLE origin (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL UNIQUE REFERENCES document (id) ON DELETE CASCADE,
    name TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
) STRICT;

ALTER TABLE link ADD COLUMN is_strength_set INTEGER NOT NULL DEFAULT 0;
ALTER TABLE link ADD COLUMN strength_reason TEXT NOT NULL DEFAULT '';
UPDATE link SET is_strength_set = 1;

CREATE TABLE retraction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    item_id INTEGER NOT NULL,
    ref TEXT NOT NULL DEFAULT '',
    label TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL,
    went_with TEXT NOT NULL DEFAULT '',
    step_id INTEGER NOT NULL REFERENCES step (id),
    retracted_by INTEGER REFERENCES analyst (id),
    retracted_at TEXT NOT NULL,
    UNIQUE (kind, item_id)
) STRICT;
CREATE INDEX retraction_ref ON retraction (ref);
CREATE INDEX retraction_step ON retraction (step_id);
CREATE INDEX journal_retraction ON journal (step_id) WHERE table_name = 'retraction';

CREATE TABLE review (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    item_id INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    basis TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, item_id)
) STRICT;
CREATE INDEX review_due ON review (due_on);

CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    question TEXT NOT NULL,
    entered_by INTEGER REFERENCES analyst (id),
    entered_at TEXT NOT NULL
) STRICT;
CREATE TABLE seen (
    search_id INTEGER NOT NULL,
    analyst_id INTEGER NOT NULL,
    items TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (search_id, analyst_id)
) STRICT;

CREATE TABLE chore (name TEXT PRIMARY KEY, detail TEXT NOT NULL DEFAULT '') STRICT;

DROP TABLE search;
DROP TABLE search_short;
CREATE VIRTUAL TABLE search USING fts5 (
    names, text, tokenize = 'trigram case_sensitive 1', detail = full
);
CREATE VIRTUAL TABLE search_short USING fts5 (
    tokens, tokenize = 'ascii', content = '', contentless_delete = 1, detail = none
);
CREATE TABLE search_unit (
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    grade INTEGER NOT NULL
) STRICT;
CREATE INDEX search_unit_type ON search_unit (type);
CREATE INDEX search_unit_date ON search_unit (last, first);
CREATE INDEX search_unit_grade ON search_unit (grade);
CREATE TABLE search_handling (
    code TEXT NOT NULL, unit INTEGER NOT NULL, PRIMARY KEY (code, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_handling_unit ON search_handling (unit);
CREATE TABLE search_name (
    name TEXT NOT NULL, unit INTEGER NOT NULL, PRIMARY KEY (name, unit)
) STRICT, WITHOUT ROWID;
CREATE TABLE search_word (word TEXT PRIMARY KEY, back TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX search_word_back ON search_word (back);

CREATE INDEX entity_entered ON entity (entered_at);
CREATE INDEX link_strength ON link (strength);
CREATE INDEX link_follows ON link (id) WHERE is_strength_set = 0;
CREATE INDEX journal_gone ON journal (table_name, row_id) WHERE after IS NULL;

CREATE INDEX journal_block ON journal (table_name, row_id)
    WHERE substr(coalesce(after, before), 1, 1) = '[';
CREATE VIEW touched AS
    SELECT step_id, table_name, row_id, before, after, salt, id AS journal_id FROM journal
    WHERE substr(coalesce(after, before), 1, 1) IS NOT '['
    UNION ALL
    SELECT step_id, table_name, row_id,
        CASE WHEN is_gone THEN image END, CASE WHEN NOT is_gone THEN image END, salt, journal_id
    FROM (
        SELECT j.step_id, j.table_name, r.value ->> 0 AS row_id, j.after IS NULL AS is_gone,
            j.salt, j.id AS journal_id, (
                SELECT '{' || group_concat('"' || c.value || '":' || (r.value -> c.key), ',') || '}'
                FROM json_each(coalesce(j.after, j.before), '$[0]') c
            ) AS image
        FROM journal j JOIN json_each(coalesce(j.after, j.before)) r ON r.key > 0
        WHERE substr(coalesce(j.after, j.before), 1, 1) = '['
    );
"""
