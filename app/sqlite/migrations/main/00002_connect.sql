-- +goose Up
-- Columns named sealed hold AES-GCM text whose key is an item of the keychain; nothing else here is secret.
-- Times are microseconds since 1970, UTC.
CREATE TABLE integrations (
    uuid             TEXT    NOT NULL PRIMARY KEY,
    environment_id   INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    unique_key       TEXT    NOT NULL,
    provider         TEXT    NOT NULL, -- catalog key
    display_name     TEXT    NOT NULL,
    forward_webhooks INTEGER NOT NULL CHECK (forward_webhooks IN (0, 1)),
    client_id        TEXT    NOT NULL,
    scopes           TEXT    NOT NULL, -- comma-separated
    app_id           TEXT    NOT NULL,
    app_link         TEXT    NOT NULL,
    config           TEXT    NOT NULL CHECK (json_valid(config)),       -- integration_config without its secret values
    secret_names     TEXT    NOT NULL CHECK (json_valid(secret_names)), -- which values the sealed part holds
    sealed           BLOB,                                              -- for integration/<uuid>, column app
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    UNIQUE (environment_id, unique_key)
) STRICT;

CREATE TABLE connections (
    id                   INTEGER PRIMARY KEY AUTOINCREMENT, -- the API's id: never used again
    uuid                 TEXT    NOT NULL UNIQUE,
    environment_id       INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    integration_uuid     TEXT    NOT NULL REFERENCES integrations (uuid),
    connection_id        TEXT    NOT NULL,
    auth_mode            TEXT    NOT NULL,
    sealed               BLOB    NOT NULL, -- credentials and secret config, for connection/<uuid>, column credentials
    version              INTEGER NOT NULL, -- grows with each change of the credentials: a late refresh must not undo a reconnect
    config               TEXT    NOT NULL CHECK (json_valid(config)), -- connection_config, secret values masked
    metadata             TEXT    CHECK (metadata IS NULL OR json_valid(metadata)),
    tags                 TEXT    NOT NULL CHECK (json_valid(tags)),
    end_user             TEXT    CHECK (end_user IS NULL OR json_valid(end_user)),
    webhook_url_override TEXT,
    auth_error           TEXT    CHECK (auth_error IS NULL OR json_valid(auth_error)),
    expires_at           INTEGER,
    issued_at            INTEGER, -- when a provider gave us the present token; NULL for imported ones
    renewing_since       INTEGER, -- set while a provider is asked for a new token; left over when that was interrupted
    refreshable          INTEGER NOT NULL CHECK (refreshable IN (0, 1)),
    last_fetched_at      INTEGER,
    last_refresh_success INTEGER,
    last_refresh_failure INTEGER,
    refresh_attempts     INTEGER NOT NULL DEFAULT 0,
    refresh_exhausted    INTEGER NOT NULL DEFAULT 0 CHECK (refresh_exhausted IN (0, 1)),
    created_at           INTEGER NOT NULL,
    updated_at           INTEGER NOT NULL,
    UNIQUE (integration_uuid, connection_id)
) STRICT;

CREATE INDEX connections_by_environment ON connections (environment_id, created_at DESC, id DESC);

CREATE TABLE connect_sessions (
    uuid           TEXT    NOT NULL PRIMARY KEY,
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    token_hash     BLOB    NOT NULL UNIQUE, -- SHA-256: 256 random bits cannot be guessed back
    sealed         BLOB    NOT NULL,        -- who and what the session is for, for environment/<uuid>, column connect_session
    created_at     INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL
) STRICT;

-- Keys of the vault that may be left over: written before a key is made and before a row goes, and removed when key
-- and row agree again. What is still here at the start lost its row or never got one.
CREATE TABLE key_trash (
    owner TEXT    NOT NULL PRIMARY KEY,
    at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
