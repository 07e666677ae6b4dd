-- +goose Up
-- Places that a provider file of the user's own may send credentials to, beside those that Patchbay ships: confirmed by
-- the user, or there before the first secret was stored.
CREATE TABLE provider_destinations (
    provider     TEXT    NOT NULL, -- catalog key
    destination  TEXT    NOT NULL, -- as catalog.Provider.Destinations writes it
    confirmed_at INTEGER NOT NULL, -- microseconds since 1970, UTC
    PRIMARY KEY (provider, destination)
) STRICT, WITHOUT ROWID;
