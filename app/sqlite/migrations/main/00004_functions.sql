-- +goose Up
-- Functions as they are installed. A function that no longer compiles keeps its last good texts and says why in stale.
-- Times are microseconds since 1970, UTC.
CREATE TABLE functions (
    id                INTEGER PRIMARY KEY AUTOINCREMENT, -- the API's id: never used again
    uuid              TEXT    NOT NULL UNIQUE,
    environment_id    INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    integration       TEXT    NOT NULL, -- unique key; a folder may hold functions of integrations not set up yet
    name              TEXT    NOT NULL,
    type              TEXT    NOT NULL CHECK (type IN ('sync', 'action', 'on-event')),
    origin            TEXT    NOT NULL CHECK (origin IN ('repo', 'catalog', 'standalone')),
    enabled           INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    allow_credentials INTEGER NOT NULL CHECK (allow_credentials IN (0, 1)),
    version           TEXT    NOT NULL,
    definition        TEXT    NOT NULL CHECK (json_valid(definition)), -- what is declared, without the texts below
    json_schema       TEXT    NOT NULL,                                -- byte for byte as derived
    checkpoint_schema TEXT    NOT NULL,
    source            TEXT    NOT NULL, -- TypeScript of the entry file
    server            TEXT    NOT NULL, -- the bundle that a deploy sends
    program_name      TEXT    NOT NULL,
    program           TEXT    NOT NULL, -- what runs here
    hash              TEXT    NOT NULL,
    stale             TEXT    CHECK (stale IS NULL OR json_valid(stale)), -- why newer source is not installed
    last_run          TEXT,    -- id of a run
    installed_at      INTEGER NOT NULL,
    UNIQUE (environment_id, integration, name, type)
) STRICT;

-- One sync function on one connection in one variant. It outlives a function that is removed and comes back, because
-- records remember job numbers.
CREATE TABLE sync_instances (
    id              INTEGER PRIMARY KEY,
    uuid            TEXT    NOT NULL UNIQUE,
    environment_id  INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    connection_id   INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    name            TEXT    NOT NULL,
    variant         TEXT    NOT NULL,
    last_job        INTEGER NOT NULL DEFAULT 0, -- jobs count upwards, webhook runs too
    last_sync_at    INTEGER, -- when the last successful run started; NULL before it and after a reset
    succeeded       INTEGER NOT NULL DEFAULT 0 CHECK (succeeded IN (0, 1)), -- ever; a reset leaves it
    empty_cache     INTEGER NOT NULL DEFAULT 0 CHECK (empty_cache IN (0, 1)), -- the next run deletes the records first
    last_run        TEXT,    -- id of the latest run
    created_at      INTEGER NOT NULL,
    UNIQUE (connection_id, name, variant)
) STRICT;

-- Columns named sealed hold what was passed in and out, for environment/<uuid>, column run: it may hold secrets. The
-- columns input, output, error and dry are for showing: cut and redacted.
CREATE TABLE runs (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT    NOT NULL UNIQUE,
    environment_id  INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    integration     TEXT    NOT NULL,
    provider        TEXT    NOT NULL,
    connection      TEXT    NOT NULL,
    connection_row  INTEGER NOT NULL, -- connections.id, which may be gone
    function        TEXT    NOT NULL,
    type            TEXT    NOT NULL,
    kind            TEXT    NOT NULL CHECK (kind IN ('sync', 'action', 'webhook', 'on-event')),
    cause           TEXT    NOT NULL, -- what started it
    variant         TEXT    NOT NULL,
    instance        TEXT    NOT NULL, -- sync_instances.uuid, or ''
    job             INTEGER NOT NULL,
    job_type        TEXT    NOT NULL, -- FULL, INCREMENTAL or ''
    sync_type       TEXT    NOT NULL, -- INITIAL, INCREMENTAL, WEBHOOK or ''
    state           TEXT    NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'timed_out', 'interrupted')),
    dry             INTEGER NOT NULL CHECK (dry IN (0, 1)),
    deferred        INTEGER NOT NULL CHECK (deferred IN (0, 1)), -- an asynchronous action: nobody waits, the queue runs it
    attempt         INTEGER NOT NULL,
    max_attempts    INTEGER NOT NULL,
    input           TEXT,
    output          TEXT,
    input_size      INTEGER NOT NULL DEFAULT 0,
    output_size     INTEGER NOT NULL DEFAULT 0,
    error           TEXT    CHECK (error IS NULL OR json_valid(error)),
    results         TEXT    CHECK (results IS NULL OR json_valid(results)),
    checkpoint_from TEXT,
    checkpoint_to   TEXT,
    warnings        TEXT    CHECK (warnings IS NULL OR json_valid(warnings)),
    dry_result      TEXT    CHECK (dry_result IS NULL OR json_valid(dry_result)),
    sealed_input    BLOB,
    sealed_result   BLOB,
    operation_id    TEXT    NOT NULL,
    peak_memory     INTEGER NOT NULL DEFAULT 0,
    queued_at       INTEGER NOT NULL,
    started_at      INTEGER,
    finished_at     INTEGER
) STRICT;

CREATE INDEX runs_by_environment ON runs (environment_id, seq DESC);
CREATE INDEX runs_by_function ON runs (environment_id, integration, function, seq DESC);
CREATE INDEX runs_by_connection ON runs (environment_id, integration, connection, seq DESC);
CREATE INDEX runs_by_instance ON runs (instance, seq) WHERE instance <> '';
CREATE INDEX runs_open ON runs (state, seq) WHERE state IN ('queued', 'running');

-- What functions remember between runs. A cleared checkpoint stays as a row without value, so that versions only grow.
CREATE TABLE checkpoints (
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    connection_id  INTEGER NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    key            TEXT    NOT NULL, -- e.g. sync:issues:base
    value          TEXT    CHECK (value IS NULL OR json_valid(value)),
    version        INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    PRIMARY KEY (connection_id, key)
) STRICT, WITHOUT ROWID;

-- Records that are still to be deleted: all of a connection that goes, or a removed sync's models on every connection.
CREATE TABLE record_purges (
    id             INTEGER PRIMARY KEY,
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    connection_id  INTEGER NOT NULL,
    model          TEXT    NOT NULL -- '' for all
) STRICT;
