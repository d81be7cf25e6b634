"""The catalog's tables. A change of them is a new `FORMAT_VERSION`."""

from __future__ import annotations

from typing import Final

FORMAT_VERSION: Final = 1
APPLICATION_ID: Final = 0x56524643  # "VRFC"

# `passages.id` is never used again (AUTOINCREMENT): the vector index is brought up to date by id alone.
# `documents.content` is the sha256 of the record, `documents.digest` that of the record, its passages and its vectors.
# Spans are little-endian unsigned 32-bit pairs, vectors little-endian float32.
TABLES: Final = (
    """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID
""",
    """
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    title TEXT,
    url TEXT,
    publisher TEXT,
    publisher_key TEXT,
    published_at TEXT,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    content BLOB NOT NULL,
    digest BLOB NOT NULL
)
""",
    """
CREATE INDEX documents_by_date ON documents (published_at)
""",
    """
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    text TEXT NOT NULL,
    sentences BLOB NOT NULL
)
""",
    """
CREATE INDEX passages_by_document ON passages (document, start)
""",
    """
CREATE TABLE vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
    vector BLOB NOT NULL
)
""",
    """
CREATE VIRTUAL TABLE passages_text USING fts5 (
    text, content = 'passages', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
)
""",
    """
CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN
    INSERT INTO passages_text (rowid, text) VALUES (new.id, new.text);
END
""",
    """
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
    INSERT INTO passages_text (passages_text, rowid, text) VALUES ('delete', old.id, old.text);
END
""",
)
