package connect

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// connectionWrite is one row of the table of writes (http-api §6.5): what a login, a direct connect or an import stores.
// Fields marked "kept" leave an existing connection's value alone and fall back to the default on a new one.
type connectionWrite struct {
	integration  *integrationRow
	provider     *catalog.Provider
	connectionID string
	credentials  auth.Credentials
	issued       bool // the provider gave the token just now
	config       map[string]any
	newMetadata  json.RawMessage   // null or an object, for a new connection
	oldMetadata  json.RawMessage   // for an existing one; nil: kept
	tags         map[string]string // nil: kept
	endUser      *EndUser
	keepEndUser  bool // an existing connection's end user stays
	webhook      *string
	keepWebhook  bool
	mustExist    bool // a reconnect: never makes a connection
	inSession    bool // a Connect session asked for it
	completes    bool // a connection that waited for its installation: the backend hears of it as of a new one
}

// stored is a connection that was written just now.
type stored struct {
	Connection
	operation Operation
	asking    *EndUser // of the Connect session that asked for it; nil: none did
	ticket    int64    // of the notice that waits until the connection has proved itself; 0: none
}

// errRaced says that the connection came or went between reading and writing.
var errRaced = errors.New("the connection changed meanwhile")

// write stores a connection, new or over an old one, together with its sealed credentials, in one transaction.
func (s *Service) write(ctx context.Context, w connectionWrite) (stored, error) {
	for range 4 {
		c, err := s.tryWrite(ctx, w)
		if !errors.Is(err, errRaced) {
			return c, err
		}
	}
	return stored{}, fault.New(fault.Conflict, "conflict", "The connection was changed by somebody else at the same moment.").WithHint("Try again.")
}

func (s *Service) tryWrite(ctx context.Context, w connectionWrite) (stored, error) {
	old, err := s.existing(ctx, s.db.Reader(), w)
	if err != nil {
		return stored{}, err
	}
	if old == nil && w.mustExist {
		return stored{}, goneConnection(w.connectionID)
	}
	uuid, c := "", stored{operation: Override}
	if old != nil {
		uuid = old.UUID
	} else if uuid, err = sqlite.NewID(s.rand); err != nil {
		return stored{}, err
	} else if err := s.expectKey(ctx, connectionOwner(uuid)); err != nil {
		return stored{}, err
	}
	if old == nil || w.completes {
		c.operation = Creation
	}
	s.hide(w.credentials, nil)
	_ = s.step("write.expected")
	sealed, open, err := s.sealConnection(ctx, uuid, w.provider, w.credentials, w.config)
	_ = s.step("write.sealed")
	if err == nil {
		err = s.db.WithTx(ctx, func(tx *sqlite.Tx) (err error) {
			c.ticket, err = s.writeTx(ctx, tx, w, old, uuid, sealed, open)
			return err
		})
	}
	_ = s.step("write.committed")
	if err != nil {
		if old == nil {
			s.dropKey(ctx, connectionOwner(uuid))
		}
		return stored{}, err
	}
	row, err := s.connectionByUUID(ctx, s.db.Reader(), uuid)
	if err != nil || row == nil {
		return stored{}, errors.Join(err, errRacedIf(row == nil))
	}
	s.changed(row.Connection)
	c.Connection = row.Connection
	if w.inSession {
		c.asking = row.EndUser
	}
	return c, nil
}

func errRacedIf(raced bool) error {
	if raced {
		return errRaced
	}
	return nil
}

func goneConnection(connectionID string) error {
	return fault.New(fault.Invalid, codeInvalidConn, "The connection "+firstLetters(connectionID)+" to reconnect no longer exists.").
		WithHint("Connect the account as a new connection.")
}

// existing finds the connection that a write would replace; nil when there is none.
func (s *Service) existing(ctx context.Context, q querier, w connectionWrite) (*connectionRow, error) {
	row, err := scanConnection(q.QueryRowContext(ctx, `SELECT `+connectionColumns+fromConnections+`WHERE c.integration_uuid = ? AND c.connection_id = ?`,
		w.integration.UUID, w.connectionID))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, s.db.Fault(err)
	}
	return row, nil
}

// writeTx decides each column by the table, writes the row, and returns the ticket of the notice about it.
func (s *Service) writeTx(ctx context.Context, tx *sqlite.Tx, w connectionWrite, old *connectionRow, uuid string, sealed []byte, open string) (int64, error) {
	now, err := s.existing(ctx, tx, w)
	if err != nil {
		return 0, err
	}
	if (now == nil) != (old == nil) || now != nil && now.UUID != uuid {
		return 0, errRaced
	}
	v, err := w.values(now)
	if err != nil {
		return 0, err
	}
	if err := s.admit(ctx, tx, w.provider); err != nil {
		return 0, err
	}
	at := sqlite.Micros(tx.Now)
	expires, issued := w.expiry(tx.Now)
	common := []any{string(w.credentials.Mode()), sealed, open, v.metadata, v.tags, v.endUser, v.webhook, expires, issued, auth.Renewable(w.provider, w.credentials), at}
	if now == nil {
		_, err = tx.ExecContext(ctx, `INSERT INTO connections (auth_mode, sealed, config, metadata, tags, end_user, webhook_url_override, expires_at, issued_at,
			refreshable, updated_at, last_fetched_at, created_at, uuid, environment_id, integration_uuid, connection_id, version)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
			append(common, w.fetchedAt(at), at, uuid, w.integration.EnvironmentID, w.integration.UUID, w.connectionID)...)
	} else {
		_, err = tx.ExecContext(ctx, `UPDATE connections SET auth_mode = ?, sealed = ?, config = ?, metadata = ?, tags = ?, end_user = ?,
			webhook_url_override = ?, expires_at = ?, issued_at = ?, refreshable = ?, updated_at = ?, renewing_since = NULL, auth_error = NULL,
			last_refresh_success = NULL, last_refresh_failure = NULL, refresh_attempts = 0, refresh_exhausted = 0, version = version + 1 WHERE uuid = ?`,
			append(common, uuid)...)
	}
	if err != nil {
		return 0, err
	}
	if err := s.step("write.written"); err != nil {
		return 0, err
	}
	if err := keepKey(ctx, tx, connectionOwner(uuid)); err != nil {
		return 0, err
	}
	return s.noteStored(ctx, tx, w, v, now == nil)
}

// written are column values, and what a notice tells of them.
type written struct {
	metadata, tags, endUser, webhook any

	allTags map[string]string
	user    *EndUser
	address *string
}

// values picks each column's new or kept value.
func (w connectionWrite) values(old *connectionRow) (written, error) {
	metadata, tags, user, webhook := w.newMetadata, w.tags, w.endUser, w.webhook
	if old != nil {
		metadata = w.oldMetadata
		if metadata == nil {
			metadata = old.Metadata
		}
		if tags == nil {
			tags = old.Tags
		}
		if w.keepEndUser && (old.EndUser != nil || user == nil) {
			user = old.EndUser
		}
		if w.keepWebhook {
			webhook = old.WebhookURLOverride
		}
	}
	if tags == nil {
		tags = map[string]string{}
	}
	v := written{webhook: textOrNil(webhook), allTags: tags, user: user, address: webhook}
	if len(metadata) > 0 && string(metadata) != "null" {
		v.metadata = string(metadata)
	}
	var err error
	if v.endUser, err = jsonOrNil(user); err != nil {
		return v, err
	}
	v.tags, err = jsonOrNil(&tags)
	return v, err
}

// expiry is when the credentials end, and when the provider issued them if that is known.
func (w connectionWrite) expiry(now time.Time) (expires, issued any) {
	at := w.credentials.ExpiresAt()
	if at.IsZero() {
		return nil, nil
	}
	if w.issued {
		issued = sqlite.Micros(now)
	}
	return sqlite.Micros(at), issued
}

// fetchedAt is the first value of last_fetched_at: the original leaves it empty where there is nothing to fetch.
func (w connectionWrite) fetchedAt(now int64) any {
	if w.credentials.Mode() == catalog.None {
		return nil
	}
	return now
}
