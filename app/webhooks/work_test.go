package webhooks_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/groundtest"
	"patchbay/app/nango"
	"patchbay/app/notify"
	"patchbay/app/webhooks"
)

// WH-09: the sender never waits for a function; one that fails is tried three times, and nothing of its connection
// overtakes it.
func TestAFailingFunctionIsTriedAgainInOrder(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	w.connection("linear", "other", map[string]any{"organizationId": "org-2"}, "")
	gate := make(chan struct{})
	var mu sync.Mutex
	var order []string
	w.executor.set(func(ctx context.Context, r nango.Run) (nango.Outcome, error) {
		if r.Connection.ConnectionID == "other" {
			return nango.Outcome{}, nil
		}
		select {
		case <-gate:
		case <-ctx.Done():
			return nango.Outcome{}, ctx.Err()
		}
		mu.Lock()
		defer mu.Unlock()
		id := string(r.Payload)[strings.Index(string(r.Payload), `"id":"`)+6:][:1]
		order = append(order, id)
		if id == "a" {
			return failing(ctx, r)
		}
		return nango.Outcome{}, nil
	})
	var ids []string
	for _, id := range []string{"a", "b", "c"} {
		body := strings.Replace(issueBody, "i-1", id, 1)
		if a := w.send("linear", issue("linear-webhook-secret", body), body); a.Status != 200 {
			t.Fatalf("answered %d while a function hangs", a.Status)
		}
		ids = append(ids, w.newest().ID)
	}
	body := strings.Replace(issueBody, "org-1", "org-2", 1)
	w.send("linear", issue("linear-webhook-secret", body), body)
	if d := w.settled(w.newest().ID); d.State != webhooks.Done {
		t.Errorf("another connection waited: %+v", d.Delivery)
	}
	close(gate)
	first, last := w.settled(ids[0]), w.settled(ids[2])
	if first.State != webhooks.Failed || first.Reason == nil || first.Reason.Message != "it broke" || last.State != webhooks.Done {
		t.Errorf("first %+v, last %+v", first.Delivery, last.Delivery)
	}
	for _, j := range first.Jobs {
		if j.Kind == webhooks.Run && (j.Attempts != 3 || j.State != webhooks.Failed || j.RunID == "") {
			t.Errorf("job %+v", j)
		}
	}
	if got := strings.Join(order, ""); got != "aaabc" {
		t.Errorf("ran %s", got)
	}
}

// Only the function that failed is tried again, and one that recovers is fine.
func TestAnotherAttemptRepeatsNothingThatWorked(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	w.install("linear", map[string][]string{"issues": {"Issue"}, "shaky": {"Issue"}})
	var mu sync.Mutex
	tried := map[string]int{}
	w.executor.set(func(ctx context.Context, r nango.Run) (nango.Outcome, error) {
		mu.Lock()
		defer mu.Unlock()
		tried[r.Function.Name]++
		if r.Function.Name == "shaky" && tried["shaky"] < 3 {
			return failing(ctx, r)
		}
		return nango.Outcome{}, nil
	})
	w.send("linear", issue("linear-webhook-secret", issueBody), issueBody)
	if d := w.settled(w.newest().ID); d.State != webhooks.Done || fmt.Sprint(tried) != "map[issues:1 shaky:3]" {
		t.Errorf("%+v, tried %v", d.Delivery, tried)
	}
}

// The user's backend hears of an event once: when its function worked, or when it failed for the last time.
func TestTheBackendHearsOfAnEventOnce(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	address := "https://backend.example/hook"
	_, err := w.notify.UpdateSettings(t.Context(), w.env.ID, notify.SettingsUpdate{PrimaryURL: &address})
	w.must(err)
	for n, fails := range []int{3, 2} {
		tried := 0
		w.executor.set(func(ctx context.Context, r nango.Run) (nango.Outcome, error) {
			if tried++; tried <= fails {
				return failing(ctx, r)
			}
			return nango.Outcome{}, nil
		})
		body := strings.Replace(issueBody, "i-1", fmt.Sprint("i-", fails), 1)
		w.send("linear", issue("linear-webhook-secret", body), body)
		d := w.settled(w.newest().ID)
		page, err := w.notify.Notifications(t.Context(), w.env.ID, notify.Filter{})
		w.must(err)
		var last string
		for _, j := range d.Jobs {
			if j.Kind == webhooks.Run {
				last = j.RunID
			}
		}
		if tried != 3 || len(page.Notifications) != n+1 || page.Notifications[0].RunID != last {
			t.Errorf("%d failures: tried %d times, told %+v", fails, tried, page.Notifications)
		}
	}
}

// What cannot work is not tried again.
func TestAConnectionThatIsGoneFailsAtOnce(t *testing.T) {
	t.Parallel()
	w := begin(t)
	w.Stop() // so that the webhook waits on disk
	linear(w)
	w.send("linear", issue("linear-webhook-secret", issueBody), issueBody)
	id := w.newest().ID
	w.must(w.connect.DeleteConnection(t.Context(), w.env.ID, "linear", "me"))
	w.close()
	w.open()
	w.start()
	d := w.settled(id)
	if d.State != webhooks.Failed || d.Jobs[0].Attempts != 1 || d.Jobs[0].Reason.Code != "unknown_connection" || len(w.executor.given()) != 0 {
		t.Errorf("%+v", d)
	}
}

func TestAForwardThatFailsIsTriedAgain(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	w.backend.fail = errors.New("the disk is full")
	w.send("linear", issue("linear-webhook-secret", issueBody), issueBody)
	if d := w.settled(w.newest().ID); d.State != webhooks.Failed || d.Jobs[len(d.Jobs)-1].Attempts != 3 {
		t.Errorf("%+v", d)
	}
}

// An app without an address is told nothing: that is done with, and says so.
func TestAForwardWithoutAnAddressSaysSo(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	w.backend.fail = fault.New(fault.Invalid, "no_address", "Your app has no address.")
	w.send("linear", issue("linear-webhook-secret", issueBody), issueBody)
	d := w.settled(w.newest().ID)
	if j := d.Jobs[len(d.Jobs)-1]; d.State != webhooks.Done || d.Reason != nil || j.Attempts != 1 || j.Reason == nil || j.Reason.Code != "no_address" {
		t.Errorf("%+v", d)
	}
}

// A process that ends at any step between keeping and running loses nothing and repeats at most one attempt.
func TestACrashBetweenStepsLosesNothing(t *testing.T) {
	t.Parallel()
	for _, step := range []string{"receive.committed", "job.begun", "job.performed"} {
		t.Run(step, func(t *testing.T) {
			t.Parallel()
			w := &world{t: t, dir: t.TempDir(), clock: groundtest.NewClock(testTime)}
			reached, hang := make(chan struct{}), make(chan struct{})
			var once sync.Once
			w.steps = func(name string) {
				if name == step {
					once.Do(func() { close(reached) })
					<-hang
				}
			}
			w.open()
			w.start()
			linear(w)
			_, err := w.connect.UpdateIntegration(t.Context(), w.env.ID, "linear", update(false))
			w.must(err)
			go func() {
				// The answer is never seen: the process "ends" while it is on its way.
				_, _ = w.Receive(context.Background(), webhooks.Arrival{Environment: w.env, Integration: "linear", Header: issue("linear-webhook-secret", issueBody), Body: []byte(issueBody)})
			}()
			<-reached
			left := w.copy() // what is on disk at this moment is what the next process finds
			close(hang)
			w.settled(w.newest().ID)
			w.close()
			left.open()
			t.Cleanup(left.close)
			left.start()
			d := left.settled(left.newest().ID)
			if d.State != webhooks.Done || len(left.executor.given()) != 1 || names(left.executor.given()) != "me/issues" {
				t.Errorf("after a crash at %s: %+v, ran %s", step, d.Delivery, names(left.executor.given()))
			}
			for _, j := range d.Jobs {
				if j.Kind == webhooks.Run && step != "receive.committed" && j.Attempts != 2 {
					t.Errorf("attempts %d", j.Attempts)
				}
			}
		})
	}
}

// A job that ended three processes is given up.
func TestAJobThatEndsEveryProcessIsGivenUp(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	began := make(chan struct{}, 10)
	hang := func(ctx context.Context, _ nango.Run) (nango.Outcome, error) {
		began <- struct{}{}
		<-ctx.Done()
		return nango.Outcome{}, ctx.Err()
	}
	w.executor.set(hang)
	w.send("linear", issue("linear-webhook-secret", issueBody), issueBody)
	id := w.newest().ID
	for range 2 {
		<-began
		w.close()
		w.open()
		w.executor.set(hang)
		w.start()
	}
	<-began
	w.close()
	w.open()
	w.start()
	d := w.settled(id)
	if d.State != webhooks.Failed || d.Jobs[0].Attempts != 3 {
		t.Fatalf("%+v", d)
	}
	if r, err := w.functions.Run(t.Context(), w.env.ID, d.Jobs[0].RunID); err != nil || r.State != functions.Interrupted {
		t.Errorf("last run %+v, %v", r, err)
	}
}

func TestStopWaitsForNothingThatHangs(t *testing.T) {
	t.Parallel()
	w := begin(t)
	linear(w)
	began := make(chan struct{})
	w.executor.set(func(ctx context.Context, _ nango.Run) (nango.Outcome, error) {
		close(began)
		<-ctx.Done()
		return nango.Outcome{}, ctx.Err()
	})
	w.send("linear", issue("linear-webhook-secret", issueBody), issueBody)
	<-began
	w.Stop()
	w.Stop()
	if d := w.newest(); d.State != webhooks.Running || !d.FinishedAt.IsZero() {
		t.Errorf("%+v", d)
	}
}
