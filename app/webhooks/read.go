package webhooks

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// Filter selects deliveries; zero fields select all.
type Filter struct {
	Search      string // substring of what lists show, ignoring case: the body's beginning, types, connections, integration, id
	Integration string
	Type        string // of one of its events
	Simulated   *bool
	States      []State
	Before      int64 // Seq of the last delivery seen; 0: from the newest
	Limit       int   // default 50, at most 200
}

// Page is one page of deliveries, the newest first.
type Page struct {
	Deliveries []Delivery
	Next       int64 // Before of the next page; 0: none
}

const columns = `seq, id, environment_id, integration, provider, state, verification, simulated, edited, resent_from, types, connections, reason,
	note, status, content_type, size, shown, operation_id, received_at, finished_at`

// Deliveries lists what came.
func (s *Service) Deliveries(ctx context.Context, env int64, f Filter) (Page, error) {
	where, args := f.where(env)
	limit := min(f.Limit, 200)
	if limit <= 0 {
		limit = 50
	}
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT `+columns+` FROM webhook_deliveries WHERE `+where+` ORDER BY seq DESC LIMIT ?`, append(args, limit+1)...)
	if err != nil {
		return Page{}, s.db.Fault(err)
	}
	defer rows.Close()
	page := Page{Deliveries: []Delivery{}}
	for rows.Next() {
		d, err := scan(rows)
		if err != nil {
			return Page{}, s.db.Fault(err)
		}
		if len(page.Deliveries) == limit {
			page.Next = page.Deliveries[limit-1].Seq
			break
		}
		page.Deliveries = append(page.Deliveries, d)
	}
	return page, s.db.Fault(rows.Err())
}

func (f *Filter) where(env int64) (string, []any) {
	conditions, args := []string{"environment_id = ?"}, []any{env}
	add := func(condition string, values ...any) {
		conditions, args = append(conditions, condition), append(args, values...)
	}
	if f.Before > 0 {
		add("seq < ?", f.Before)
	}
	if f.Integration != "" {
		add("integration = ?", f.Integration)
	}
	if f.Type != "" {
		add("EXISTS (SELECT 1 FROM json_each(types) WHERE value = ?)", f.Type)
	}
	if f.Simulated != nil {
		add("simulated = ?", *f.Simulated)
	}
	if len(f.States) > 0 {
		var any []any
		for _, state := range f.States {
			any = append(any, state)
		}
		add("state IN (?"+strings.Repeat(", ?", len(any)-1)+")", any...)
	}
	if f.Search != "" {
		like := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(f.Search) + "%"
		add(`(shown LIKE ? ESCAPE '\' OR types LIKE ? ESCAPE '\' OR connections LIKE ? ESCAPE '\' OR integration LIKE ? ESCAPE '\' OR id = ?)`,
			like, like, like, like, f.Search)
	}
	return strings.Join(conditions, " AND "), args
}

// Delivery returns one delivery with all that was kept of it. Faults: not_found, and the vault's.
func (s *Service) Delivery(ctx context.Context, env int64, id string) (Detail, error) {
	d, c, err := s.kept(ctx, env, id)
	if err != nil {
		return Detail{}, err
	}
	jobs, err := s.jobsOf(ctx, d.Seq)
	for i := range jobs {
		if n := jobs[i].Event; jobs[i].Kind == Run && n < len(c.Events) {
			jobs[i].Type = c.Events[n].Type
		}
	}
	return Detail{Delivery: d, URL: c.URL, Header: c.Header, Query: c.Query, Body: c.Body, Jobs: jobs}, err
}

// kept reads a delivery and its sealed content.
func (s *Service) kept(ctx context.Context, env int64, id string) (Delivery, content, error) {
	row := s.db.Reader().QueryRowContext(ctx, `SELECT `+columns+`, sealed FROM webhook_deliveries WHERE environment_id = ? AND id = ?`, env, id)
	var sealed []byte
	d, err := scan(row, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return d, content{}, fault.New(fault.NotFound, "not_found", "There is no such delivery.").WithHint("Old deliveries are removed after a while.")
	}
	if err != nil {
		return d, content{}, s.db.Fault(err)
	}
	c, err := s.unseal(ctx, &d, sealed)
	return d, c, err
}

func (s *Service) bySeq(ctx context.Context, seq int64) (Delivery, content, error) {
	row := s.db.Reader().QueryRowContext(ctx, `SELECT `+columns+`, sealed FROM webhook_deliveries WHERE seq = ?`, seq)
	var sealed []byte
	d, err := scan(row, &sealed)
	if err != nil {
		return d, content{}, s.db.Fault(err)
	}
	c, err := s.unseal(ctx, &d, sealed)
	return d, c, err
}

type scanner interface{ Scan(...any) error }

func scan(row scanner, more ...any) (Delivery, error) {
	var d Delivery
	var types, connections string
	var reason sql.NullString
	var received int64
	var finished sql.NullInt64
	err := row.Scan(append([]any{&d.Seq, &d.ID, &d.EnvironmentID, &d.Integration, &d.Provider, &d.State, &d.Verification, &d.Simulated, &d.Edited, &d.ResentFrom,
		&types, &connections, &reason, &d.Note, &d.Status, &d.ContentType, &d.Size, &d.Shown, &d.OperationID, &received, &finished}, more...)...)
	if err != nil {
		return d, err
	}
	d.ReceivedAt = sqlite.Time(received)
	if finished.Valid {
		d.FinishedAt = sqlite.Time(finished.Int64)
	}
	if reason.Valid {
		err = json.Unmarshal([]byte(reason.String), &d.Reason)
	}
	return d, errors.Join(err, json.Unmarshal([]byte(types), &d.Types), json.Unmarshal([]byte(connections), &d.Connections))
}

const jobColumns = `id, delivery, kind, connection, event, function, state, attempts, run, reason`

func (s *Service) jobsOf(ctx context.Context, seq int64) ([]Job, error) {
	return s.jobs(ctx, `delivery = ? ORDER BY id`, seq)
}

func (s *Service) jobs(ctx context.Context, condition string, args ...any) ([]Job, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT `+jobColumns+` FROM webhook_jobs WHERE `+condition, args...)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	jobs := []Job{}
	for rows.Next() {
		var j Job
		var reason sql.NullString
		if err := rows.Scan(&j.ID, &j.delivery, &j.Kind, &j.Connection, &j.Event, &j.Function, &j.State, &j.Attempts, &j.RunID, &reason); err != nil {
			return nil, s.db.Fault(err)
		}
		if reason.Valid {
			if err := json.Unmarshal([]byte(reason.String), &j.Reason); err != nil {
				return nil, s.db.Fault(err)
			}
		}
		jobs = append(jobs, j)
	}
	return jobs, s.db.Fault(rows.Err())
}
