-- +goose Up
-- Ids begin with their time (UUID version 7), so the primary key is also the order of creation.
CREATE TABLE operations (
    environment_id INTEGER NOT NULL,
    id             TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    action         TEXT    NOT NULL,
    source         TEXT    NOT NULL,
    state          TEXT    NOT NULL CHECK (state IN ('running', 'success', 'failed')),
    title          TEXT    NOT NULL,
    provider       TEXT    NOT NULL,
    integration    TEXT    NOT NULL,
    connection     TEXT    NOT NULL,
    method         TEXT    NOT NULL,
    url            TEXT    NOT NULL,
    status         INTEGER NOT NULL, -- the last HTTP status, 0 for none
    attempts       INTEGER NOT NULL,
    error          TEXT,             -- JSON: code, message, hint; NULL for none
    started_at     INTEGER NOT NULL, -- microseconds since 1970, UTC
    finished_at    INTEGER,          -- NULL while it runs
    PRIMARY KEY (environment_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
    id             INTEGER PRIMARY KEY,
    environment_id INTEGER NOT NULL,
    operation_id   TEXT    NOT NULL,
    at             INTEGER NOT NULL,
    level          TEXT    NOT NULL,
    text           TEXT    NOT NULL,
    exchange       TEXT -- JSON of one HTTP attempt, redacted; not checked here, because that costs a tenth of each write
) STRICT;

CREATE INDEX messages_of_operation ON messages (environment_id, operation_id);
