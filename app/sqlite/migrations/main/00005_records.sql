-- +goose Up
-- What functions saved. Times are microseconds since 1970, UTC.
-- A set is one model (with its variant) of one connection. Its counts move with its records, so that nobody counts rows.
-- Connections are not referred to: their records are deleted in the background, after them.
CREATE TABLE record_sets (
    id             INTEGER PRIMARY KEY,
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    connection_id  INTEGER NOT NULL,
    model          TEXT    NOT NULL, -- Model or Model::variant
    added          INTEGER NOT NULL DEFAULT 0, -- records whose last action this is
    updated        INTEGER NOT NULL DEFAULT 0,
    deleted        INTEGER NOT NULL DEFAULT 0,
    bytes          INTEGER NOT NULL DEFAULT 0, -- of all payloads
    last_at        INTEGER NOT NULL DEFAULT 0, -- newest time given to a record: the next batch gets a later one
    tracked_from   INTEGER, -- first job whose saves count as seen; NULL: never asked
    tracking       INTEGER NOT NULL DEFAULT 0 CHECK (tracking IN (0, 1)), -- saves are being noted in record_seen
    UNIQUE (connection_id, model)
) STRICT;

CREATE TABLE records (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: seen lists and history name rows by it
    set_id      INTEGER NOT NULL REFERENCES record_sets (id) ON DELETE CASCADE,
    external_id TEXT    NOT NULL,
    hash        BLOB    NOT NULL, -- MD5 of the JSON text that was saved last
    action      INTEGER NOT NULL, -- 0 added, 1 updated, 2 deleted
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    deleted_at  INTEGER,
    pruned_at   INTEGER,
    uuid        BLOB    NOT NULL,
    first_run   INTEGER NOT NULL, -- record_runs.id of the run that inserted the row, 0 for none
    run         INTEGER NOT NULL, -- and of the one that wrote it last
    payload     TEXT              -- JSON as it was sent; NULL after pruning
) STRICT;

CREATE UNIQUE INDEX records_by_id ON records (set_id, external_id);

-- The order of the API. The last two columns let filters and pruning skip rows without reading them.
CREATE INDEX records_by_time ON records (set_id, updated_at, uuid, action, pruned_at);

-- One run's work on one set. The marks tell what was there when it began and when it last wrote: rows up to seq_…,
-- changes up to change_….
CREATE TABLE record_runs (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    set_id      INTEGER NOT NULL REFERENCES record_sets (id) ON DELETE CASCADE,
    run         TEXT    NOT NULL, -- the run's id
    added       INTEGER NOT NULL DEFAULT 0,
    updated     INTEGER NOT NULL DEFAULT 0,
    deleted     INTEGER NOT NULL DEFAULT 0,
    cleared     INTEGER NOT NULL DEFAULT 0,
    reason      TEXT    NOT NULL DEFAULT '', -- why unseen records went
    seq_from    INTEGER NOT NULL,
    seq_to      INTEGER NOT NULL,
    change_from INTEGER NOT NULL,
    change_to   INTEGER NOT NULL,
    UNIQUE (run, set_id)
) STRICT;

CREATE INDEX record_runs_by_set ON record_runs (set_id);

-- What a record was before a run changed, deleted or cleared it. A record that a run inserts needs no row here.
CREATE TABLE record_changes (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    set_id         INTEGER NOT NULL REFERENCES record_sets (id) ON DELETE CASCADE,
    external_id    TEXT    NOT NULL,
    seq            INTEGER NOT NULL, -- of the record
    run            INTEGER NOT NULL,
    first_run      INTEGER NOT NULL, -- of the record
    kind           INTEGER NOT NULL, -- 0 saved again after a deletion, 1 updated, 2 batchDelete, 3 not seen, 4 cleared
    before_deleted INTEGER NOT NULL CHECK (before_deleted IN (0, 1)),
    kept           INTEGER NOT NULL CHECK (kept IN (0, 1)), -- 1: the payload stayed, so before is not stored
    before         TEXT -- NULL: kept or pruned
) STRICT;

CREATE INDEX record_changes_by_record ON record_changes (set_id, external_id, id);

-- Which rows a job saved, one list a batch: increasing seq as differences in variable length.
CREATE TABLE record_seen (
    id     INTEGER PRIMARY KEY,
    set_id INTEGER NOT NULL REFERENCES record_sets (id) ON DELETE CASCADE,
    job    INTEGER NOT NULL,
    seqs   BLOB    NOT NULL
) STRICT;

CREATE INDEX record_seen_by_set ON record_seen (set_id, job);
