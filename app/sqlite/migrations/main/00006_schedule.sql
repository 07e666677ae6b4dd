-- +goose Up
-- When each sync runs: one row for each sync function, connection and variant. Times are microseconds since 1970, UTC.
CREATE TABLE schedules (
    id             INTEGER PRIMARY KEY,
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    connection_id  INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    integration    TEXT    NOT NULL, -- unique key of the connection's integration
    connection     TEXT    NOT NULL, -- the connection's id as the API names it
    name           TEXT    NOT NULL, -- of the sync
    variant        TEXT    NOT NULL,
    present        INTEGER NOT NULL CHECK (present IN (0, 1)), -- 0: the function is gone or switched off; the row waits for it
    state          TEXT    NOT NULL CHECK (state IN ('started', 'paused')),
    every          INTEGER NOT NULL, -- microseconds between runs
    frequency      TEXT    NOT NULL, -- the same as text, e.g. "1h"
    own            INTEGER NOT NULL CHECK (own IN (0, 1)), -- set for this connection, not taken from the function
    anchor         INTEGER NOT NULL, -- runs are due at anchor + n * every
    next_at        INTEGER,          -- NULL: not before somebody asks
    request        TEXT CHECK (request IS NULL OR json_valid(request)), -- a run asked for and not yet begun
    created_at     INTEGER NOT NULL,
    UNIQUE (connection_id, name, variant)
) STRICT;

CREATE INDEX schedules_due ON schedules (next_at) WHERE present = 1;
