-- +goose Up
-- Variables that functions read, sealed for environment/<uuid>, column variable.
CREATE TABLE variables (
    environment_id INTEGER NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    name           TEXT    NOT NULL,
    sealed         BLOB    NOT NULL,
    PRIMARY KEY (environment_id, name)
) STRICT, WITHOUT ROWID;
