package notify

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/outbound"
	"patchbay/app/sqlite"
)

const (
	// sendLimit is how long a receiver may take to answer.
	sendLimit = 20 * time.Second
	// answerLimit is how much of an answer is kept.
	answerLimit = 16 << 10
	// lockedWait is how long a notification waits for a vault that cannot be opened now.
	lockedWait = time.Minute
)

// waits are the pauses before the second and the third attempt (http-api §10.1).
var waits = []time.Duration{3 * time.Second, 6 * time.Second}

// hopeless are the failures without an answer that another attempt would meet again.
var hopeless = []string{outbound.CodeInvalidURL, outbound.CodeNotAllowed, outbound.CodeRedirectNotAllowed, outbound.CodeTooManyRedirects}

// job is one attempt that is due.
type job struct {
	slot
	uuid         string
	environment  int64
	kind         Type
	action       string
	integration  string
	provider     string
	connection   string
	subject      string
	simulated    bool
	body, sealed []byte
	url          string
	attempts     int // before this one
}

// deliver makes one attempt and writes how it went; false means that the database refused. An attempt that Stop cuts off
// leaves no trace and is made again.
func (s *Service) deliver(ctx context.Context, at slot) bool {
	j, err := s.job(ctx, at)
	if err != nil && ctx.Err() == nil {
		s.log.Error("a notification could not be read", slog.Int64("notification", at.notification), slog.Any("error", err))
	}
	if err != nil || j == nil { // nil: it was cancelled meanwhile
		return err == nil
	}
	req, err := s.request(ctx, j)
	if err != nil {
		return s.postpone(ctx, j, err)
	}
	record := s.recorder(j)
	s.step("deliver.loaded")
	a := s.send(ctx, j, req, record)
	s.step("deliver.sent")
	if ctx.Err() != nil {
		return true
	}
	final, err := s.settle(ctx, j, a)
	s.step("deliver.settled")
	if err != nil {
		return s.postpone(ctx, j, err)
	}
	s.finishRecord(j, a, final)
	s.changed(j.uuid)
	return true
}

// job reads a target that is still due; nil when it is not.
func (s *Service) job(ctx context.Context, at slot) (*job, error) {
	j := &job{slot: at}
	err := s.db.Reader().QueryRowContext(ctx, `SELECT n.uuid, n.environment_id, n.type, n.action, n.integration, n.provider, n.connection, n.subject,
		n.simulated, n.body, n.sealed_header, t.url, t.attempts FROM notification_targets t JOIN notifications n ON n.id = t.notification_id
		WHERE t.notification_id = ? AND t.position = ? AND t.next_at <= ?`, at.notification, at.position, sqlite.Micros(s.now())).
		Scan(&j.uuid, &j.environment, &j.kind, &j.action, &j.integration, &j.provider, &j.connection, &j.subject, &j.simulated, &j.body, &j.sealed,
			&j.url, &j.attempts)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return j, s.db.Fault(err)
}

// request is what is sent: the bytes as they were kept, signed with the key of this moment.
func (s *Service) request(ctx context.Context, j *job) (*http.Request, error) {
	header, err := s.unsealHeader(ctx, j.environment, j.sealed)
	if err != nil {
		return nil, err
	}
	key, err := s.SigningKey(ctx, j.environment)
	if err != nil {
		return nil, err
	}
	header.Set("Content-Type", "application/json")
	header.Set("User-Agent", s.agent)
	if j.simulated {
		header.Set(simulatedHeader, "true")
	}
	sign(header, key, j.body)
	u, err := url.Parse(j.url)
	if err != nil {
		u = &url.URL{} // settle tells that it is no address
	}
	// Close: a backend may drop a connection while it is idle between two attempts, and the last attempt must not die of that.
	return &http.Request{Method: http.MethodPost, URL: u, Close: true, Header: header, Body: io.NopCloser(bytes.NewReader(j.body)), ContentLength: int64(len(j.body)),
		GetBody: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(j.body)), nil }}, nil
}

// send makes the request. Each hop of it goes to the log.
func (s *Service) send(ctx context.Context, j *job, req *http.Request, record *logs.Recorder) Attempt {
	ctx, cancel := context.WithTimeout(ctx, sendLimit)
	defer cancel()
	a := Attempt{Number: j.attempts + 1, URL: j.url, StartedAt: s.now(), RequestHeader: s.redactor.Header(req.Header), ResponseHeader: map[string][]string{},
		OperationID: record.ID()}
	var hops []outbound.Hop
	res, err := s.sender.Do(req.WithContext(ctx), policy(req.URL), func(h outbound.Hop) { hops = append(hops, h) })
	if err == nil {
		a.Status, a.ResponseHeader = res.StatusCode, s.redactor.Header(res.Header)
		text, _ := io.ReadAll(io.LimitReader(res.Body, answerLimit)) // an answer that breaks off has its status all the same
		res.Body.Close()
		a.ResponseBody = s.redactor.Text(string(text))
	}
	a.Duration = s.now().Sub(a.StartedAt)
	a.judge(err)
	for i, h := range hops {
		record.Exchange(exchange(h, a, j, i == len(hops)-1))
	}
	return a
}

// policy lets a request reach the very place that the user typed. A redirect goes on with body and headers, because none of
// them is a credential; a private place that only a redirect names is refused.
func policy(u *url.URL) outbound.Policy {
	p := outbound.Policy{Redirects: outbound.Follow, KeepHeaders: true, Peer: "Your backend"}
	if host := u.Hostname(); host != "" && !outbound.IsMetadata(host) {
		port := u.Port()
		if port == "" {
			port = map[string]string{"https": "443", "http": "80"}[u.Scheme]
		}
		p.AlsoAllow = []string{net.JoinHostPort(host, port)}
	}
	return p
}

// judge says what an attempt's outcome means: delivered, worth another attempt after a pause, or failed.
func (a *Attempt) judge(err error) {
	var again bool
	switch {
	case err != nil:
		f := fault.From(err)
		a.ErrorCode, a.Error = f.Code, f.Error()
		again = !slices.Contains(hopeless, f.Code)
	case a.Status < 300:
		return
	default:
		a.ErrorCode, a.Error = "bad_status", "The receiver answered with "+strings.TrimSpace(strconv.Itoa(a.Status)+" "+http.StatusText(a.Status))+"."
		again = a.Status >= 500
	}
	if again && a.Number <= len(waits) {
		a.RetryAfter = waits[a.Number-1]
	}
}

func (a *Attempt) state() State {
	switch {
	case a.ErrorCode == "":
		return Delivered
	case a.RetryAfter > 0:
		return Waiting
	default:
		return Failed
	}
}

func exchange(h outbound.Hop, a Attempt, j *job, last bool) logs.Exchange {
	e := logs.Exchange{Attempt: a.Number, Method: h.Method, URL: h.URL.String(), RequestHeaders: h.Header, ResponseHeaders: h.ResponseHeader,
		RequestBody: string(j.body), RequestSize: int64(len(j.body)), Status: h.Status, RemoteAddr: h.RemoteAddr,
		Timing: logs.Timing{DNS: h.Timing.DNS, Connect: h.Timing.Connect, TLS: h.Timing.TLS, FirstByte: h.Timing.FirstByte, Total: h.Timing.Total}}
	if h.Err != nil {
		e.Error = h.Err.Error()
	}
	if last {
		e.ResponseBody, e.ResponseSize = a.ResponseBody, int64(len(a.ResponseBody))
		if a.RetryAfter > 0 {
			e.RetryReason, e.RetryAfter = a.ErrorCode, a.RetryAfter
		}
	}
	return e
}

// settle writes an attempt and what follows from it. final says that the target has ended.
func (s *Service) settle(ctx context.Context, j *job, a Attempt) (final bool, err error) {
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		final = a.state() != Waiting
		if err := insertAttempt(ctx, tx, j.notification, a); err != nil {
			return err
		}
		var next any
		if !final {
			next = sqlite.Micros(s.now().Add(a.RetryAfter))
		}
		result, err := tx.ExecContext(ctx, `UPDATE notification_targets SET state = ?, attempts = ?, next_at = ?, status = ?, error = ?
			WHERE notification_id = ? AND position = ? AND state = 'waiting'`, a.state(), a.Number, next, a.Status, a.Error, j.notification, j.position)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 { // cancelled while it was under way
			final = true
			return err
		}
		if !final {
			return nil
		}
		return turn(ctx, tx, j.slot)
	})
	return final, err
}

// turn gives the next target its turn, or ends the notification behind the last one.
func turn(ctx context.Context, tx *sqlite.Tx, at slot) error {
	if _, err := tx.ExecContext(ctx, `UPDATE notification_targets SET next_at = ? WHERE notification_id = ? AND position = ? AND state = 'waiting'`,
		sqlite.Micros(tx.Now), at.notification, at.position+1); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE notifications SET finished_at = ?, state = CASE WHEN EXISTS (SELECT 1 FROM notification_targets
		WHERE notification_id = notifications.id AND state = 'failed') THEN 'failed' ELSE 'delivered' END
		WHERE id = ? AND state = 'waiting' AND NOT EXISTS (SELECT 1 FROM notification_targets WHERE notification_id = notifications.id AND state = 'waiting')`,
		sqlite.Micros(tx.Now), at.notification)
	return err
}

// postpone is for a notification that could not be sent or settled for reasons of this machine: it is sent again in a while.
// It returns false when not even that can be written.
func (s *Service) postpone(ctx context.Context, j *job, cause error) bool {
	if ctx.Err() != nil {
		return true
	}
	s.log.Warn("a notification waits", slog.String("notification", j.uuid), slog.Any("error", cause))
	err := s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE notification_targets SET next_at = ?, error = ? WHERE notification_id = ? AND position = ? AND state = 'waiting'`,
			sqlite.Micros(s.now().Add(lockedWait)), s.redactor.Text(fault.From(cause).Error()), j.notification, j.position)
		return err
	})
	s.changed(j.uuid)
	return err == nil
}

// recorder is the log operation of a target: one for all its attempts.
func (s *Service) recorder(j *job) *logs.Recorder {
	s.work.mu.Lock()
	defer s.work.mu.Unlock()
	if record := s.work.records[j.slot]; record != nil {
		return record
	}
	source := logs.SourceSystem
	if j.simulated {
		source = logs.SourceSimulated
	}
	record := s.logs.Begin(logs.Operation{EnvironmentID: j.environment, Kind: "webhook", Action: j.action, Source: source, Title: j.title(),
		Provider: j.provider, Integration: j.integration, Connection: j.connection, Method: http.MethodPost, URL: j.url})
	s.work.records[j.slot] = record
	return record
}

// title is a line for people.
func (j *job) title() string {
	text := map[Type]string{TypeAuth: "Notified the backend of a connection", TypeSync: "Notified the backend of the sync " + j.subject,
		TypeAsyncAction: "Notified the backend of the action " + j.subject, TypeForward: "Forwarded a webhook to the backend"}[j.kind]
	if j.simulated {
		text += " (simulated)"
	}
	return text
}

// finishRecord ends the log operation of a target that has ended.
func (s *Service) finishRecord(j *job, a Attempt, final bool) {
	if !final {
		return
	}
	s.work.mu.Lock()
	record := s.work.records[j.slot]
	delete(s.work.records, j.slot)
	s.work.mu.Unlock()
	if record == nil {
		return
	}
	var err error
	if a.ErrorCode != "" {
		err = fault.New(fault.Upstream, a.ErrorCode, a.Error)
	}
	record.Finish(err, func(op *logs.Operation) { op.Status, op.Attempts = a.Status, a.Number })
}
