-- +goose Up
-- Where and when the user's own backend is notified. An environment without a row has no addresses and every switch on.
CREATE TABLE notification_settings (
    environment_id             INTEGER NOT NULL PRIMARY KEY REFERENCES environments (id) ON DELETE CASCADE,
    primary_url                TEXT    NOT NULL DEFAULT '',
    secondary_url              TEXT    NOT NULL DEFAULT '',
    on_auth_creation           INTEGER NOT NULL DEFAULT 1 CHECK (on_auth_creation IN (0, 1)),
    on_auth_refresh_error      INTEGER NOT NULL DEFAULT 1 CHECK (on_auth_refresh_error IN (0, 1)),
    on_connection_deletion     INTEGER NOT NULL DEFAULT 1 CHECK (on_connection_deletion IN (0, 1)),
    on_sync_completion_always  INTEGER NOT NULL DEFAULT 1 CHECK (on_sync_completion_always IN (0, 1)),
    on_sync_error              INTEGER NOT NULL DEFAULT 1 CHECK (on_sync_error IN (0, 1)),
    on_async_action_completion INTEGER NOT NULL DEFAULT 1 CHECK (on_async_action_completion IN (0, 1)),
    sign_with                  TEXT    NOT NULL DEFAULT 'own' CHECK (sign_with IN ('own', 'api_key')),
    signing_key                BLOB -- sealed for environment/<uuid>, column webhook_signing_key; NULL: not made yet
) STRICT;

-- The outbox: one row for each notification, written with what it tells. Times are microseconds since 1970, UTC.
CREATE TABLE notifications (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid           TEXT    NOT NULL UNIQUE,
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    type           TEXT    NOT NULL CHECK (type IN ('auth', 'sync', 'async_action', 'forward')),
    action         TEXT    NOT NULL, -- as the log names it: connection_create, sync, forward and others
    integration    TEXT    NOT NULL,
    provider       TEXT    NOT NULL,
    connection     TEXT    NOT NULL, -- '' for a forwarded webhook of no connection
    subject        TEXT    NOT NULL, -- what it is about, for lists: the sync and the model
    run_id         TEXT    NOT NULL, -- '' when no run caused it
    origin         TEXT    UNIQUE,   -- what caused it, when that may be told twice; NULL otherwise
    simulated      INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    override_url   TEXT    NOT NULL, -- the connection's own address, '' when it had none
    body           BLOB    NOT NULL, -- the bytes that are signed and sent
    sealed_header  BLOB,             -- forwarded headers, for environment/<uuid>, column notification_header; NULL: none
    state          TEXT    NOT NULL CHECK (state IN ('held', 'waiting', 'delivered', 'failed', 'cancelled')),
    created_at     INTEGER NOT NULL,
    finished_at    INTEGER
) STRICT;

CREATE INDEX notifications_environment ON notifications (environment_id, id);
CREATE INDEX notifications_held ON notifications (id) WHERE state = 'held';

-- The addresses of a notification's present round, in the order in which they are tried.
CREATE TABLE notification_targets (
    notification_id INTEGER NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
    position        INTEGER NOT NULL,
    url             TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'cancelled')),
    attempts        INTEGER NOT NULL DEFAULT 0,
    next_at         INTEGER,                    -- NULL: its turn has not come, or it is over
    status          INTEGER NOT NULL DEFAULT 0, -- of the last answer; 0: none
    error           TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (notification_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX notification_targets_due ON notification_targets (next_at) WHERE next_at IS NOT NULL;

-- Every request that was sent, redacted.
CREATE TABLE notification_attempts (
    id              INTEGER PRIMARY KEY,
    notification_id INTEGER NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL, -- from 1, for each address and round
    url             TEXT    NOT NULL,
    started_at      INTEGER NOT NULL,
    duration        INTEGER NOT NULL, -- microseconds
    request_header  TEXT    NOT NULL CHECK (json_valid(request_header)),
    status          INTEGER NOT NULL,
    response_header TEXT    NOT NULL CHECK (json_valid(response_header)),
    response_body   TEXT    NOT NULL, -- the beginning
    error_code      TEXT    NOT NULL,
    error           TEXT    NOT NULL,
    retry_after     INTEGER NOT NULL, -- microseconds until the next attempt; 0: there is none
    operation_id    TEXT    NOT NULL
) STRICT;

CREATE INDEX notification_attempts_of ON notification_attempts (notification_id);
