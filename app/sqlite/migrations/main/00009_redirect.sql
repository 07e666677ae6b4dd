-- +goose Up
-- Integrations whose providers send people back to another address than the installation's.
CREATE TABLE redirects (
    integration_uuid TEXT NOT NULL PRIMARY KEY REFERENCES integrations (uuid) ON DELETE CASCADE,
    kind             TEXT NOT NULL CHECK (kind IN ('localhost', 'loopback', 'https', 'relay')),
    url              TEXT NOT NULL -- of a relay; '' for the others
) STRICT, WITHOUT ROWID;

-- The certificate authority of https://localhost, and earlier ones that a trust store may still hold.
CREATE TABLE local_authorities (
    uuid       TEXT    NOT NULL PRIMARY KEY,
    root       BLOB    NOT NULL, -- X.509 in DER; its key was thrown away when it had signed the issuer
    issuer     BLOB    NOT NULL, -- X.509 in DER
    sealed     BLOB,             -- the issuer's key in PKCS #8, for authority/<uuid>, column key; NULL: retired
    created_at INTEGER NOT NULL  -- microseconds since 1970, UTC
) STRICT;
