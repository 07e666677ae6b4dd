package localtls

import (
	"context"
	"crypto/ecdsa"
	"crypto/x509"
	"errors"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// columnKey is what the issuer's key is sealed for.
const columnKey = "key"

// row is an authority as stored.
type row struct {
	uuid         string
	root, issuer *x509.Certificate
	sealed       []byte // nil: retired
}

func owner(uuid string) vault.Owner { return vault.Owner("authority/" + uuid) }

// load replaces what is in memory by what the database holds.
func (a *Authority) load(ctx context.Context) error {
	rows, err := a.db.Reader().QueryContext(ctx, `SELECT uuid, root, issuer, sealed FROM local_authorities ORDER BY created_at`)
	if err != nil {
		return a.db.Fault(err)
	}
	defer rows.Close()
	var current *row
	var retired []*row
	for rows.Next() {
		var one row
		var root, issuer []byte
		if err := rows.Scan(&one.uuid, &root, &issuer, &one.sealed); err != nil {
			return a.db.Fault(err)
		}
		var bad [2]error
		one.root, bad[0] = x509.ParseCertificate(root)
		one.issuer, bad[1] = x509.ParseCertificate(issuer)
		if err := errors.Join(bad[:]...); err != nil {
			return fault.New(fault.Internal, "server_error", "The stored certificate authority cannot be read.").WithCause(err)
		}
		if one.sealed == nil {
			retired = append(retired, &one)
		} else {
			current = &one
		}
	}
	if err := rows.Err(); err != nil {
		return a.db.Fault(err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if current == nil || a.current == nil || current.uuid != a.current.uuid {
		a.leaf = nil
	}
	a.current, a.retired = current, retired
	return nil
}

// insert seals the issuer's key and writes the authority. Until then the key is listed in key_trash, so that one
// without a row is deleted at the next start.
func (a *Authority) insert(ctx context.Context, uuid string, made *pair) error {
	plain, err := x509.MarshalPKCS8PrivateKey(made.key)
	if err != nil {
		return err
	}
	defer clear(plain)
	if err := a.db.WithTx(ctx, func(tx *sqlite.Tx) error { return a.trash(ctx, tx, uuid) }); err != nil {
		return err
	}
	sealed, err := a.vault.Seal(ctx, owner(uuid), columnKey, plain)
	if err != nil {
		return err
	}
	return a.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO local_authorities (uuid, root, issuer, sealed, created_at) VALUES (?, ?, ?, ?, ?)`,
			uuid, made.root.Raw, made.issuer.Raw, sealed, sqlite.Micros(tx.Now))
		if err != nil {
			return err
		}
		return a.untrash(ctx, tx, uuid)
	})
}

// retire deletes the key and leaves the certificates, which are needed to find them in the stores.
func (a *Authority) retire(ctx context.Context, one *row) error {
	err := a.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE local_authorities SET sealed = NULL WHERE uuid = ?`, one.uuid); err != nil {
			return err
		}
		return a.trash(ctx, tx, one.uuid)
	})
	if err != nil {
		return err
	}
	if err := a.vault.Delete(ctx, owner(one.uuid)); err != nil {
		// The sealed key is gone from the row, and the trash has the vault's part deleted at the next start.
		a.log.Warn("the key of the certificate authority is still in the keychain; it is tried again at the next start", "error", err)
		return nil
	}
	return a.db.WithTx(ctx, func(tx *sqlite.Tx) error { return a.untrash(ctx, tx, one.uuid) })
}

func (a *Authority) forget(ctx context.Context, one *row) error {
	return a.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM local_authorities WHERE uuid = ? AND sealed IS NULL`, one.uuid)
		return err
	})
}

func (a *Authority) trash(ctx context.Context, tx *sqlite.Tx, uuid string) error {
	_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO key_trash (owner, at) VALUES (?, ?)`, string(owner(uuid)), sqlite.Micros(tx.Now))
	return err
}

func (a *Authority) untrash(ctx context.Context, tx *sqlite.Tx, uuid string) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM key_trash WHERE owner = ?`, string(owner(uuid)))
	return err
}

// key unseals the issuer's key. Nothing keeps it longer than one signature takes.
func (a *Authority) key(ctx context.Context, one *row) (*ecdsa.PrivateKey, error) {
	plain, err := a.vault.Unseal(ctx, owner(one.uuid), columnKey, one.sealed)
	if err != nil {
		return nil, err
	}
	defer clear(plain)
	parsed, err := x509.ParsePKCS8PrivateKey(plain)
	if err != nil {
		return nil, err
	}
	key, ok := parsed.(*ecdsa.PrivateKey)
	if !ok {
		return nil, fault.New(fault.Internal, "server_error", "The certificate authority's key is of an unknown kind.")
	}
	return key, nil
}
