-- +goose Up
-- Folders that were opened, and servers to deploy to. Columns named sealed hold AES-GCM text for environment/<uuid>.
CREATE TABLE project_folders (
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    dir            TEXT    NOT NULL, -- absolute
    open           INTEGER NOT NULL CHECK (open IN (0, 1)),
    opened_at      INTEGER NOT NULL, -- microseconds since 1970, UTC
    PRIMARY KEY (environment_id, dir)
) STRICT, WITHOUT ROWID;

CREATE TABLE deploy_targets (
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    name           TEXT    NOT NULL,
    url            TEXT    NOT NULL,
    sealed_key     BLOB, -- column deploy_target; NULL: none given yet
    PRIMARY KEY (environment_id, name)
) STRICT, WITHOUT ROWID;

-- With what a function ran last from the app, and whether it runs again after each save.
CREATE TABLE function_inputs (
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    integration    TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    type           TEXT    NOT NULL,
    connection     TEXT    NOT NULL,
    mode           TEXT    NOT NULL CHECK (mode IN ('run', 'dryrun')),
    on_save        INTEGER NOT NULL CHECK (on_save IN (0, 1)),
    sealed_input   BLOB, -- column function_input; NULL: none
    PRIMARY KEY (environment_id, integration, name, type)
) STRICT, WITHOUT ROWID;
