-- +goose Up
-- More environments than the first, keys that may do only some things, and functions that were deployed into this Patchbay.
ALTER TABLE environments ADD COLUMN production INTEGER NOT NULL DEFAULT 0 CHECK (production IN (0, 1));

ALTER TABLE api_keys ADD COLUMN last_used_at INTEGER; -- microseconds since 1970, UTC, some minutes old at most; NULL: never

-- 1: what runs came by a deploy. 0: it came from a folder, and a deploy does not touch it while that is open.
ALTER TABLE functions ADD COLUMN deployed INTEGER NOT NULL DEFAULT 0 CHECK (deployed IN (0, 1));

-- Each function as it was deployed last. It is what runs unless an open folder has a function of the same name and type.
CREATE TABLE deployed_functions (
    environment_id    INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    integration       TEXT    NOT NULL,
    name              TEXT    NOT NULL,
    type              TEXT    NOT NULL CHECK (type IN ('sync', 'action', 'on-event')),
    origin            TEXT    NOT NULL CHECK (origin IN ('repo', 'catalog', 'standalone')),
    version           TEXT    NOT NULL,
    definition        TEXT    NOT NULL CHECK (json_valid(definition)),
    json_schema       TEXT    NOT NULL,
    checkpoint_schema TEXT    NOT NULL,
    source            TEXT    NOT NULL, -- TypeScript of the entry file, as it was sent
    server            TEXT    NOT NULL, -- the bundle, as it was sent
    program_name      TEXT    NOT NULL,
    program           TEXT    NOT NULL, -- the bundle as it runs here
    hash              TEXT    NOT NULL,
    deployed_at       INTEGER NOT NULL,
    PRIMARY KEY (environment_id, integration, name, type)
) STRICT;
