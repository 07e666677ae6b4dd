-- +goose Up
-- Runs of functions can be cancelled or run out of time. SQLite cannot change a check, so the table is made again.
CREATE TABLE operations_of_runs (
    environment_id INTEGER NOT NULL,
    id             TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    action         TEXT    NOT NULL,
    source         TEXT    NOT NULL,
    state          TEXT    NOT NULL CHECK (state IN ('running', 'success', 'failed', 'cancelled', 'timeout')),
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
INSERT INTO operations_of_runs SELECT environment_id, id, kind, action, source, state, title, provider, integration, connection, method, url,
    status, attempts, error, started_at, finished_at FROM operations;
DROP TABLE operations;
ALTER TABLE operations_of_runs RENAME TO operations;

ALTER TABLE messages ADD COLUMN kind TEXT;   -- NULL: 'http' with an exchange, else 'log'
ALTER TABLE messages ADD COLUMN source TEXT; -- 'user' for what code wrote; NULL: 'internal'
ALTER TABLE messages ADD COLUMN meta TEXT;   -- JSON, redacted; NULL for none
