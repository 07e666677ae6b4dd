-- +goose Up
-- The language model that drafts functions: the user's own, by address. sealed_key is AES-GCM text for environment/<uuid>.
CREATE TABLE builder_models (
    environment_id INTEGER PRIMARY KEY REFERENCES environments (id) ON DELETE CASCADE,
    kind           TEXT NOT NULL CHECK (kind IN ('openai', 'anthropic')),
    url            TEXT NOT NULL, -- without a slash at the end
    name           TEXT NOT NULL,
    sealed_key     BLOB -- column builder_model; NULL: none
) STRICT;
