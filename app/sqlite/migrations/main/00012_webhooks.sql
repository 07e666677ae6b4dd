-- +goose Up
-- What providers sent. Headers, body and events are sealed for environment/<uuid>, column webhook: they may hold secrets.
-- The columns shown, reason and note are for showing: cut and redacted. Times are microseconds since 1970, UTC.
CREATE TABLE webhook_deliveries (
    seq            INTEGER PRIMARY KEY AUTOINCREMENT,
    id             TEXT    NOT NULL UNIQUE,
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    integration    TEXT    NOT NULL, -- unique key; the integration may be gone
    provider       TEXT    NOT NULL,
    state          TEXT    NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'held', 'refused', 'unmatched', 'duplicate', 'no_handler', 'answered')),
    verification   TEXT    NOT NULL CHECK (verification IN ('', 'verified', 'unsigned', 'unverifiable', 'vouched')),
    simulated      INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    edited         INTEGER NOT NULL CHECK (edited IN (0, 1)),
    resent_from    TEXT    NOT NULL, -- id of the delivery that this one repeats, or ''
    fingerprint    BLOB,             -- SHA-256 of what tells a repeated delivery; NULL when nothing does
    types          TEXT    NOT NULL CHECK (json_valid(types)),       -- of the events
    connections    TEXT    NOT NULL CHECK (json_valid(connections)), -- ids of the matched ones
    reason         TEXT    CHECK (reason IS NULL OR json_valid(reason)), -- why it did not run, or what failed
    note           TEXT    NOT NULL,
    status         INTEGER NOT NULL, -- what the sender was answered
    content_type   TEXT    NOT NULL,
    size           INTEGER NOT NULL, -- bytes of the body
    shown          TEXT    NOT NULL, -- the body's beginning
    sealed         BLOB    NOT NULL,
    operation_id   TEXT    NOT NULL, -- in the log
    received_at    INTEGER NOT NULL,
    finished_at    INTEGER
) STRICT;

CREATE INDEX webhook_deliveries_by_environment ON webhook_deliveries (environment_id, seq DESC);
CREATE INDEX webhook_deliveries_by_fingerprint ON webhook_deliveries (fingerprint) WHERE fingerprint IS NOT NULL;

-- What is to be done for a delivery. A lane is a line of waiting: one connection's events, or one integration's
-- installations, one after the other.
CREATE TABLE webhook_jobs (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    delivery       INTEGER NOT NULL REFERENCES webhook_deliveries (seq) ON DELETE CASCADE,
    lane           TEXT    NOT NULL,
    kind           TEXT    NOT NULL CHECK (kind IN ('install', 'run', 'forward')),
    connection     TEXT    NOT NULL, -- id, for kind run
    event          INTEGER NOT NULL, -- which of the delivery's events, for kind run
    function       TEXT    NOT NULL, -- the sync, for kind run
    state          TEXT    NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    attempts       INTEGER NOT NULL DEFAULT 0, -- begun
    run            TEXT    NOT NULL DEFAULT '', -- id of the last run
    reason         TEXT    CHECK (reason IS NULL OR json_valid(reason)), -- why the last attempt failed
    not_before     INTEGER NOT NULL,
    UNIQUE (delivery, kind, connection, event, function)
) STRICT;

CREATE INDEX webhook_jobs_open ON webhook_jobs (lane, id) WHERE state IN ('queued', 'running');

CREATE TABLE webhook_switches (
    integration_uuid TEXT    NOT NULL PRIMARY KEY REFERENCES integrations (uuid) ON DELETE CASCADE,
    accept_unsigned  INTEGER NOT NULL CHECK (accept_unsigned IN (0, 1)) -- run what cannot be verified for want of a secret
) STRICT, WITHOUT ROWID;
