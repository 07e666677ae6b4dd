-- +goose Up
CREATE TABLE environments (
    id            INTEGER PRIMARY KEY,
    uuid          TEXT    NOT NULL UNIQUE,
    name          TEXT    NOT NULL UNIQUE,
    vault_profile TEXT    NOT NULL, -- the vault that holds this environment's keys; '' for one in memory
    created_at    INTEGER NOT NULL, -- microseconds since 1970, UTC, as all times here
    updated_at    INTEGER NOT NULL
) STRICT;

-- One full-access key per environment is made; the scopes are kept for restricted keys.
CREATE TABLE api_keys (
    id             INTEGER PRIMARY KEY,
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    uuid           TEXT    NOT NULL UNIQUE,
    display_name   TEXT    NOT NULL,
    scopes         TEXT    NOT NULL CHECK (json_valid(scopes)),
    hash           BLOB    NOT NULL UNIQUE, -- SHA-256 of the lower-case key: 122 random bits cannot be guessed back
    sealed         BLOB    NOT NULL,        -- the key, sealed for environment/<uuid>, column api_key
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    UNIQUE (environment_id, display_name)
) STRICT;

CREATE TABLE preferences (
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    name           TEXT    NOT NULL,
    value          TEXT    NOT NULL CHECK (json_valid(value)),
    updated_at     INTEGER NOT NULL,
    PRIMARY KEY (environment_id, name)
) STRICT, WITHOUT ROWID;
