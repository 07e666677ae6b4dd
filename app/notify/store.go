package notify

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// Filter selects notifications; zero fields select all.
type Filter struct {
	Type        Type
	State       State // Waiting includes Held
	Integration string
	Connection  string
	RunID       string
	Origin      string // those that forward this delivery, see Webhook
	Search      string // in the body, the subject and the names, ignoring case
	Cursor      string // of the page before
	Limit       int    // default 50, at most 200
}

// Page is one page of notifications, newest first.
type Page struct {
	Notifications []Notification
	Next          string // cursor of the next page; "": none
}

// Detail is a notification with everything that is known of it.
type Detail struct {
	Notification
	Body     string              // the bytes that are signed and sent
	Header   map[string][]string // forwarded headers, redacted
	Attempts []Attempt           // oldest first
}

const notificationColumns = `n.id, n.uuid, n.environment_id, n.type, n.action, n.integration, n.provider, n.connection, n.subject, n.run_id, n.simulated,
	n.state, length(n.body), n.created_at, n.finished_at`

type scanner interface{ Scan(...any) error }

func scanNotification(row scanner, more ...any) (int64, Notification, error) {
	var id, created int64
	var n Notification
	var finished sql.NullInt64
	err := row.Scan(append([]any{&id, &n.ID, &n.EnvironmentID, &n.Type, &n.Action, &n.Integration, &n.Provider, &n.Connection, &n.Subject, &n.RunID,
		&n.Simulated, &n.State, &n.Size, &created, &finished}, more...)...)
	n.CreatedAt = sqlite.Time(created)
	if finished.Valid {
		n.FinishedAt = sqlite.Time(finished.Int64)
	}
	return id, n, err
}

// Notifications lists an environment's notifications. Fault: invalid_cursor.
func (s *Service) Notifications(ctx context.Context, env int64, f Filter) (Page, error) {
	where, args, err := f.where(env)
	if err != nil {
		return Page{}, err
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 50
	}
	limit = min(limit, 200)
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT `+notificationColumns+` FROM notifications n WHERE `+where+` ORDER BY n.id DESC LIMIT ?`,
		append(args, limit+1)...)
	if err != nil {
		return Page{}, s.db.Fault(err)
	}
	defer rows.Close()
	page := Page{Notifications: []Notification{}}
	var ids []int64
	for rows.Next() {
		id, n, err := scanNotification(rows)
		if err != nil {
			return Page{}, s.db.Fault(err)
		}
		ids, page.Notifications = append(ids, id), append(page.Notifications, n)
	}
	if err := rows.Err(); err != nil {
		return Page{}, s.db.Fault(err)
	}
	if len(ids) > limit {
		ids, page.Notifications = ids[:limit], page.Notifications[:limit]
		page.Next = strconv.FormatInt(ids[limit-1], 10)
	}
	return page, s.addTargets(ctx, ids, page.Notifications)
}

func (f Filter) where(env int64) (string, []any, error) {
	conditions, args := []string{"n.environment_id = ?"}, []any{env}
	add := func(condition string, values ...any) {
		conditions, args = append(conditions, condition), append(args, values...)
	}
	for _, c := range []struct{ column, value string }{{"type", string(f.Type)}, {"integration", f.Integration}, {"connection", f.Connection}, {"run_id", f.RunID}} {
		if c.value != "" {
			add("n."+c.column+" = ?", c.value)
		}
	}
	if f.Origin != "" {
		add("n.origin >= ? AND n.origin < ?", f.Origin+"/", f.Origin+"0") // "0" comes next after "/": all that begin so
	}
	switch f.State {
	case "":
	case Waiting:
		add("n.state IN ('waiting', 'held')")
	default:
		add("n.state = ?", f.State)
	}
	if f.Search != "" {
		add(`(instr(lower(CAST(n.body AS TEXT)), lower(?)) > 0 OR instr(lower(n.subject || ' ' || n.integration || ' ' || n.connection), lower(?)) > 0)`, f.Search, f.Search)
	}
	if f.Cursor != "" {
		before, err := strconv.ParseInt(f.Cursor, 10, 64)
		if err != nil {
			return "", nil, fault.New(fault.Invalid, "invalid_cursor", "The cursor is none that a list gave.").
				WithHint("Start again without a cursor.")
		}
		add("n.id < ?", before)
	}
	return strings.Join(conditions, " AND "), args, nil
}

// addTargets fills in the targets of the notifications, which ids names in the same order.
func (s *Service) addTargets(ctx context.Context, ids []int64, list []Notification) error {
	wanted, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT notification_id, url, state, attempts, next_at, status, error FROM notification_targets
		WHERE notification_id IN (SELECT value FROM json_each(?)) ORDER BY notification_id, position`, string(wanted))
	if err != nil {
		return s.db.Fault(err)
	}
	defer rows.Close()
	byID := map[int64][]Target{}
	for rows.Next() {
		var id int64
		var t Target
		var next sql.NullInt64
		if err := rows.Scan(&id, &t.URL, &t.State, &t.Attempts, &next, &t.Status, &t.Error); err != nil {
			return s.db.Fault(err)
		}
		if next.Valid {
			t.NextAt = sqlite.Time(next.Int64)
		}
		byID[id] = append(byID[id], t)
	}
	for i, id := range ids {
		list[i].Targets = byID[id]
	}
	return s.db.Fault(rows.Err())
}

// Notification returns one notification with its attempts. Faults: not_found, and the vault's for forwarded headers.
func (s *Service) Notification(ctx context.Context, env int64, uuid string) (Detail, error) {
	var d Detail
	var body, sealed []byte
	id, n, err := scanNotification(s.db.Reader().QueryRowContext(ctx, `SELECT `+notificationColumns+`, n.body, n.sealed_header FROM notifications n
		WHERE n.uuid = ? AND n.environment_id = ?`, uuid, env), &body, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return d, unknownNotification(uuid)
	}
	if err != nil {
		return d, s.db.Fault(err)
	}
	list := []Notification{n}
	if err := s.addTargets(ctx, []int64{id}, list); err != nil {
		return d, err
	}
	d.Notification, d.Body = list[0], string(body)
	header, err := s.unsealHeader(ctx, env, sealed)
	if err != nil {
		return d, err
	}
	d.Header = s.redactor.Header(header)
	d.Attempts, err = s.attempts(ctx, id)
	return d, err
}

func unknownNotification(uuid string) error {
	return fault.New(fault.NotFound, "not_found", "There is no notification "+uuid+".").WithHint("Old ones are removed; the list shows those that are kept.")
}

func insertAttempt(ctx context.Context, tx *sqlite.Tx, notification int64, a Attempt) error {
	request, err := json.Marshal(a.RequestHeader)
	if err != nil {
		return err
	}
	response, err := json.Marshal(a.ResponseHeader)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO notification_attempts (notification_id, number, url, started_at, duration, request_header, status,
		response_header, response_body, error_code, error, retry_after, operation_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		notification, a.Number, a.URL, sqlite.Micros(a.StartedAt), a.Duration.Microseconds(), string(request), a.Status, string(response),
		strings.ToValidUTF8(a.ResponseBody, "�"), a.ErrorCode, a.Error, a.RetryAfter.Microseconds(), a.OperationID)
	return err
}

func (s *Service) attempts(ctx context.Context, notification int64) ([]Attempt, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT number, url, started_at, duration, request_header, status, response_header, response_body,
		error_code, error, retry_after, operation_id FROM notification_attempts WHERE notification_id = ? ORDER BY id`, notification)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	list := []Attempt{}
	for rows.Next() {
		var a Attempt
		var started, took, again int64
		var request, response string
		if err := rows.Scan(&a.Number, &a.URL, &started, &took, &request, &a.Status, &response, &a.ResponseBody, &a.ErrorCode, &a.Error, &again,
			&a.OperationID); err != nil {
			return nil, s.db.Fault(err)
		}
		if err := errors.Join(json.Unmarshal([]byte(request), &a.RequestHeader), json.Unmarshal([]byte(response), &a.ResponseHeader)); err != nil {
			return nil, fault.New(fault.Internal, "server_error", "A stored attempt cannot be read.").WithHint("Restore a backup of the data folder.").WithCause(err)
		}
		a.StartedAt, a.Duration, a.RetryAfter = sqlite.Time(started), time.Duration(took)*time.Microsecond, time.Duration(again)*time.Microsecond
		list = append(list, a)
	}
	return list, s.db.Fault(rows.Err())
}
