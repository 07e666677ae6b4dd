-- +goose Up
-- Requests of the playground, as they were typed: headers and bodies may hold secrets, so nothing of them is in clear.
CREATE TABLE playground_history (
    id             INTEGER PRIMARY KEY,
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    sealed         BLOB    NOT NULL, -- the request as JSON, for environment/<uuid>, column playground_history
    created_at     INTEGER NOT NULL  -- microseconds since 1970, UTC
) STRICT;

CREATE INDEX playground_history_by_environment ON playground_history (environment_id, id DESC);
