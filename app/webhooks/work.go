package webhooks

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/inbound"
	"patchbay/app/logs"
	"patchbay/app/notify"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// rest is how long a lane waits after the disk failed it.
const rest = 30 * time.Second

// lane works on a line of jobs until it is empty.
func (s *Service) lane(name string) {
	for {
		wait, err := s.turn(name)
		if err != nil && s.ctx.Err() == nil {
			s.log.Error("the webhooks of a lane rest", slog.String("lane", name), slog.Any("error", err))
			wait = rest
		}
		switch {
		case s.ctx.Err() != nil, wait < 0 && s.lanes.leave(name):
			return
		case wait > 0 && !s.pause(wait):
			return
		}
	}
}

// pause waits; false when the service stops.
func (s *Service) pause(wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-s.ctx.Done():
		return false
	}
}

// turn works on the first event of a lane: its jobs at the same time. It says how long to wait before the next turn; less
// than nothing when the lane is empty.
func (s *Service) turn(name string) (time.Duration, error) {
	if !s.lanes.enter(s.ctx) {
		return -1, nil
	}
	defer s.lanes.exit()
	first, due, err := s.first(name)
	if err != nil || first == nil {
		return -1, err
	}
	if wait := due.Sub(s.now()); wait > 0 {
		return wait, nil
	}
	group, err := s.jobs(s.ctx, `lane = ? AND state = 'queued' AND delivery = ? AND event = ? ORDER BY id`, name, first.delivery, first.Event)
	if err != nil {
		return 0, err
	}
	d, c, err := s.bySeq(s.ctx, first.delivery)
	if err != nil {
		return 0, err
	}
	return 0, s.perform(&d, &c, group)
}

// first is the job that a lane has to do next, and when it may begin; nil when there is none.
func (s *Service) first(name string) (*Job, time.Time, error) {
	list, err := s.jobs(s.ctx, `lane = ? AND state = 'queued' ORDER BY id LIMIT 1`, name)
	if err != nil || len(list) == 0 {
		return nil, time.Time{}, err
	}
	var due int64
	err = s.db.Reader().QueryRowContext(s.ctx, `SELECT max(not_before) FROM webhook_jobs WHERE lane = ? AND state = 'queued' AND delivery = ? AND event = ?`,
		name, list[0].delivery, list[0].Event).Scan(&due)
	return &list[0], sqlite.Time(due), s.db.Fault(err)
}

// perform does the jobs of one event and writes how they ended.
func (s *Service) perform(d *Delivery, c *content, group []Job) error {
	err := s.db.WithTx(s.ctx, func(tx *sqlite.Tx) error { return s.begun(s.ctx, tx, d, group) })
	if err != nil {
		return err
	}
	s.step("job.begun")
	s.changed(d.ID)
	ends := make([]ending, len(group))
	var all sync.WaitGroup
	for i := range group {
		all.Go(func() { ends[i] = s.do(d, c, &group[i]) })
	}
	all.Wait()
	s.step("job.performed")
	for err = s.conclude(d, group, ends); err != nil; err = s.conclude(d, group, ends) {
		s.log.Error("the end of a webhook's job could not be written", slog.String("delivery", d.ID), slog.Any("error", err))
		if !s.pause(rest) { // the next start finds it running
			return err
		}
	}
	s.step("job.ended")
	s.changed(d.ID)
	for i := range ends {
		for j := range ends[i].jobs {
			s.wake(ends[i].jobs[j].lane(d))
		}
	}
	return nil
}

// conclude writes how the attempts at a group of jobs ended.
func (s *Service) conclude(d *Delivery, group []Job, ends []ending) error {
	ctx := context.WithoutCancel(s.ctx)
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		for i := range group {
			if err := s.ended(ctx, tx, d, &group[i], &ends[i]); err != nil {
				return err
			}
		}
		return s.settle(ctx, tx, d)
	})
}

// ending is how an attempt at a job ended.
type ending struct {
	run   string
	err   error
	final bool    // another attempt would end the same way
	note  *Reason // about one that is done

	// Of an installation: what is to be done now that the connection is there.
	planned     bool
	jobs        []Job
	connections []string
}

func (s *Service) do(d *Delivery, c *content, j *Job) ending {
	switch j.Kind {
	case Install:
		return s.install(d, c)
	case Forward:
		end := s.handOn(d, c)
		if end.err == nil || j.Attempts >= attempts {
			s.lanes.forget(d.Seq)
		}
		return end
	}
	return s.call(d, c, j)
}

// call runs the functions of a job's name: a sync's onWebhook, or a function of the createFunction model.
func (s *Service) call(d *Delivery, c *content, j *Job) ending {
	events := c.unpacked()
	if j.Event >= len(events) {
		return ending{err: fault.New(fault.Internal, "server_error", "The event is not in the stored delivery."), final: true}
	}
	in := hook(d, events[j.Event], j.Connection)
	in.Function, in.Request, in.Again = j.Function, c.request(), j.Attempts < attempts
	runs, err := s.functions.RunWebhook(s.ctx, in)
	switch {
	case err != nil:
		return ending{err: err, final: fault.IsKind(err, fault.NotFound)}
	case len(runs) == 0:
		return ending{err: fault.New(fault.NotFound, "not_found", "The function "+j.Function+" is gone or switched off."), final: true}
	}
	run := runs[0]
	for i := range runs { // a sync and another function may share a name
		if runs[i].State != functions.Succeeded {
			run = runs[i]
		}
	}
	end := ending{run: run.ID, final: run.State != functions.Failed && run.State != functions.Interrupted}
	if run.State == functions.Succeeded {
		return end
	}
	end.err = fault.New(fault.Upstream, string(run.State), "The run ended as "+string(run.State)+".").WithHint("Its page tells why.")
	if run.Error != nil {
		end.err = fault.New(fault.Upstream, run.Error.Type, run.Error.Message).WithHint("The run's page has the details.")
	}
	return end
}

// install completes the connection that waits for this installation. When none waits, the webhook is an event like others.
func (s *Service) install(d *Delivery, c *content) ending {
	arrival := connect.Arrival{Match: c.Install.Find, Code: vault.Secret(c.Install.Code), Config: c.Install.Config}
	ctx := s.ctx
	if d.Simulated {
		ctx = logs.Simulated(ctx)
	}
	_, err := s.connect.CompleteInstallation(ctx, d.EnvironmentID, d.Integration, arrival)
	if err != nil && !fault.HasCode(err, "unknown_connection") {
		return ending{err: err, final: c.Install.Code != ""} // a code works once
	}
	end := ending{planned: true, final: true}
	end.jobs, end.connections, end.err = s.route(s.ctx, d, c.unpacked())
	return end
}

// handOn gives the delivery to the notifications. Handing it on twice does nothing. That there is nobody to tell is no failure.
func (s *Service) handOn(d *Delivery, c *content) ending {
	header := s.lanes.recall(d.Seq)
	if header == nil {
		header = c.Header
	}
	w := notify.Webhook{EnvironmentID: d.EnvironmentID, Integration: d.Integration, Provider: d.Provider, Header: header, Payload: wholeBody(c.Body),
		Origin: d.ID, Simulated: d.Simulated}
	if len(c.Forward) > 0 {
		w.Payload = c.Forward
	}
	var err error
	if w.Connections, err = s.concerned(d, c.Events); err == nil {
		err = s.forward.Forward(s.ctx, w)
	}
	if fault.HasCode(err, "no_address") {
		return ending{note: s.reasonOf(err)}
	}
	return ending{err: err}
}

// concerned lists the connections of all events, each once.
func (s *Service) concerned(d *Delivery, events []inbound.Event) ([]connect.Connection, error) {
	var list []connect.Connection
	known := map[int64]bool{}
	for _, e := range events {
		found, err := s.matched(s.ctx, d.EnvironmentID, d.Integration, e.Matches)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			if !known[c.ID] {
				known[c.ID] = true
				list = append(list, c)
			}
		}
	}
	return list, nil
}

// begun writes that an attempt at the jobs begins.
func (s *Service) begun(ctx context.Context, tx *sqlite.Tx, d *Delivery, group []Job) error {
	for i := range group {
		if _, err := tx.ExecContext(ctx, `UPDATE webhook_jobs SET state = 'running', attempts = attempts + 1 WHERE id = ?`, group[i].ID); err != nil {
			return err
		}
		group[i].Attempts++
	}
	_, err := tx.ExecContext(ctx, `UPDATE webhook_deliveries SET state = 'running' WHERE seq = ? AND state = 'queued'`, d.Seq)
	return err
}

// ended writes how an attempt ended: for good, or back into the queue.
func (s *Service) ended(ctx context.Context, tx *sqlite.Tx, d *Delivery, j *Job, e *ending) error {
	state, due := Done, tx.Now
	switch {
	case e.err == nil:
	case e.final || j.Attempts >= attempts:
		state = Failed
	default:
		state, due = Queued, due.Add(s.pauseAfter(j.Attempts))
	}
	note := e.note
	if e.err != nil {
		note = s.reasonOf(e.err)
	}
	var reason any
	if note != nil {
		text, err := json.Marshal(note)
		if err != nil {
			return err
		}
		reason = string(text)
	}
	_, err := tx.ExecContext(ctx, `UPDATE webhook_jobs SET state = ?, run = ?, reason = ?, not_before = ? WHERE id = ?`, state, e.run, reason, sqlite.Micros(due), j.ID)
	if err != nil || !e.planned || e.err != nil {
		return err
	}
	return s.planned(ctx, tx, d, e)
}

// planned queues what follows from an installation.
func (s *Service) planned(ctx context.Context, tx *sqlite.Tx, d *Delivery, e *ending) error {
	connections, err := jsonList(e.connections)
	if err != nil {
		return err
	}
	state := Running
	if len(e.connections) == 0 {
		state = Unmatched
	}
	if _, err := tx.ExecContext(ctx, `UPDATE webhook_deliveries SET connections = ?, state = ? WHERE seq = ?`, connections, state, d.Seq); err != nil {
		return err
	}
	return s.insertJobs(ctx, tx, d, e.jobs)
}

func (s *Service) pauseAfter(attempt int) time.Duration {
	if len(s.pauses) == 0 {
		return 0
	}
	return s.pauses[min(attempt, len(s.pauses))-1]
}

// settle writes the state of a delivery from those of its jobs. One that concerned no connection stays so.
func (s *Service) settle(ctx context.Context, tx *sqlite.Tx, d *Delivery) error {
	var open, failed int
	var reason any
	err := tx.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE state IN ('queued', 'running')), count(*) FILTER (WHERE state = 'failed'),
		(SELECT reason FROM webhook_jobs WHERE delivery = ?1 AND state = 'failed' ORDER BY id LIMIT 1) FROM webhook_jobs WHERE delivery = ?1`, d.Seq).Scan(&open, &failed, &reason)
	if err != nil || open > 0 {
		return err
	}
	state := Done
	if failed > 0 {
		state = Failed
	}
	_, err = tx.ExecContext(ctx, `UPDATE webhook_deliveries SET state = CASE WHEN state IN ('queued', 'running') THEN ? ELSE state END, reason = coalesce(?, reason),
		finished_at = ? WHERE seq = ?`, state, reason, sqlite.Micros(tx.Now), d.Seq)
	return err
}

// recover queues again what ran when the process went down, while attempts are left.
func (s *Service) recover(ctx context.Context) error {
	left, err := s.jobs(ctx, `state = 'running' ORDER BY id`)
	if err != nil || len(left) == 0 {
		return err
	}
	interrupted := fault.New(fault.Unavailable, "interrupted", "Patchbay ended while this ran.").WithHint("Send the delivery again.")
	return s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		for i := range left {
			d := Delivery{Seq: left[i].delivery}
			err := s.ended(ctx, tx, &d, &left[i], &ending{run: left[i].RunID, err: interrupted})
			if err == nil {
				err = s.settle(ctx, tx, &d)
			}
			if err != nil {
				return errors.Join(err, fault.New(fault.Internal, "server_error", "The job "+strconv.FormatInt(left[i].ID, 10)+" cannot be queued again."))
			}
		}
		return nil
	})
}

// openLanes names the lanes that have something to do.
func (s *Service) openLanes(ctx context.Context) ([]string, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT DISTINCT lane FROM webhook_jobs WHERE state = 'queued'`)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, s.db.Fault(err)
		}
		names = append(names, name)
	}
	return names, s.db.Fault(rows.Err())
}
