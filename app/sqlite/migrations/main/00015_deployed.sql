-- +goose Up
-- What was deployed for an integration goes with it, and keeps its new name. Names of integrations in the table functions
-- are free: an open folder may have functions for integrations that are not set up yet.
CREATE TABLE deployed (
    environment_id    INTEGER NOT NULL,
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
    PRIMARY KEY (environment_id, integration, name, type),
    FOREIGN KEY (environment_id, integration) REFERENCES integrations (environment_id, unique_key) ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

INSERT INTO deployed SELECT d.* FROM deployed_functions d
    WHERE EXISTS (SELECT 1 FROM integrations i WHERE i.environment_id = d.environment_id AND i.unique_key = d.integration);
DELETE FROM functions WHERE deployed = 1
    AND NOT EXISTS (SELECT 1 FROM integrations i WHERE i.environment_id = functions.environment_id AND i.unique_key = functions.integration);
DROP TABLE deployed_functions;
ALTER TABLE deployed RENAME TO deployed_functions;

-- +goose StatementBegin
CREATE TRIGGER deployed_functions_gone AFTER DELETE ON deployed_functions BEGIN
    DELETE FROM functions WHERE deployed = 1 AND environment_id = old.environment_id AND integration = old.integration AND name = old.name AND type = old.type;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER deployed_functions_renamed AFTER UPDATE OF integration ON deployed_functions BEGIN
    UPDATE functions SET integration = new.integration
    WHERE deployed = 1 AND environment_id = old.environment_id AND integration = old.integration AND name = old.name AND type = old.type;
END;
-- +goose StatementEnd
