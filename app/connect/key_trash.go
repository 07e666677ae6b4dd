package connect

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Keys live in the keychain and rows in the database, so no transaction covers both. The table key_trash closes the gap:
// an owner is listed there before its key is made or its row goes, and taken off when both agree again. What a crash
// leaves in the list is a key without a row, and Start deletes it (security KC-05).

// expectKey lists the owner of a key about to be made.
func (s *Service) expectKey(ctx context.Context, owner vault.Owner) error {
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error { return trashKey(ctx, tx, owner) })
}

func trashKey(ctx context.Context, tx *sqlite.Tx, owner vault.Owner) error {
	_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO key_trash (owner, at) VALUES (?, ?)`, string(owner), sqlite.Micros(tx.Now))
	return err
}

// keepKey takes the owner off the list, in the transaction that writes its row.
func keepKey(ctx context.Context, tx *sqlite.Tx, owner vault.Owner) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM key_trash WHERE owner = ?`, string(owner))
	return err
}

// dropKey deletes the key of an owner whose row is gone. A keychain that is not there now is tried again at the next start.
func (s *Service) dropKey(ctx context.Context, owner vault.Owner) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	_ = s.step("key.delete")
	err := s.vault.Delete(ctx, owner)
	if err == nil {
		err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error { return keepKey(ctx, tx, owner) })
	}
	if err != nil {
		s.log.Warn("a key in the keychain could not be deleted; it is tried again at the next start", slog.Any("error", err))
	}
}

// emptyTrash deletes the keys that a crash left behind. Owners that came after the given moment belong to work under way.
func (s *Service) emptyTrash(ctx context.Context, before time.Time) error {
	owners, err := s.trashed(ctx, before)
	if err != nil {
		return err
	}
	for _, owner := range owners {
		alive, err := s.ownerAlive(ctx, owner)
		if err != nil {
			return err
		}
		if alive {
			err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error { return keepKey(ctx, tx, owner) })
			if err != nil {
				return err
			}
			continue
		}
		s.dropKey(ctx, owner)
	}
	return nil
}

func (s *Service) trashed(ctx context.Context, before time.Time) ([]vault.Owner, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT owner FROM key_trash WHERE at < ?`, sqlite.Micros(before))
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	var owners []vault.Owner
	for rows.Next() {
		var owner string
		if err := rows.Scan(&owner); err != nil {
			return nil, s.db.Fault(err)
		}
		owners = append(owners, vault.Owner(owner))
	}
	return owners, s.db.Fault(rows.Err())
}

// ownerAlive reports whether the owner still has its row.
func (s *Service) ownerAlive(ctx context.Context, owner vault.Owner) (bool, error) {
	query := `SELECT count(*) FROM connections WHERE uuid = ?`
	if strings.HasPrefix(string(owner), "integration/") {
		query = `SELECT count(*) FROM integrations WHERE uuid = ?`
	}
	_, uuid, _ := strings.Cut(string(owner), "/")
	var n int
	err := s.db.Reader().QueryRowContext(ctx, query, uuid).Scan(&n)
	return n > 0, s.db.Fault(err)
}
