-- One row a batch. The bytes in `entries` are all there is to a batch; `hash` repeats the hash of
-- its last entry, so that an append can be checked without decoding what it follows.
CREATE TABLE batch (
    id       INTEGER PRIMARY KEY,
    workshop TEXT    NOT NULL,
    position INTEGER NOT NULL,
    hash     BLOB    NOT NULL,
    entries  BLOB    NOT NULL,
    UNIQUE (workshop, position)
) STRICT;

-- The directory. A retired code is NULL.
CREATE TABLE workshop (
    id         TEXT    PRIMARY KEY,
    code       TEXT    UNIQUE,
    created_ms INTEGER NOT NULL,
    closed     INTEGER NOT NULL CHECK (closed IN (0, 1))
) STRICT, WITHOUT ROWID;
