package notify_test

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/logs"
	"patchbay/app/notify"
	"patchbay/app/outbound"
	"patchbay/app/sqlite"
)

// answering answers with each status in turn, and then with the last one.
func answering(statuses ...int) func(int, http.ResponseWriter, *http.Request) {
	return func(n int, w http.ResponseWriter, _ *http.Request) { w.WriteHeader(statuses[min(n, len(statuses))-1]) }
}

// Three attempts for each address, after pauses of 3 and 6 seconds, on network errors and from 500 only; the second
// address has its turn when the first has ended (http-api §10.1).
func TestAttempts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answers   []int
		secondary string
		at        []time.Duration // of the requests
		state     notify.State
		targets   []notify.State
	}{
		"at once":                   {answers: []int{200}, at: []time.Duration{0}, state: notify.Delivered, targets: []notify.State{notify.Delivered}},
		"any 2xx":                   {answers: []int{204}, at: []time.Duration{0}, state: notify.Delivered, targets: []notify.State{notify.Delivered}},
		"the second time":           {answers: []int{500, 200}, at: seconds(0, 3), state: notify.Delivered, targets: []notify.State{notify.Delivered}},
		"the last time":             {answers: []int{503, 502, 200}, at: seconds(0, 3, 9), state: notify.Delivered, targets: []notify.State{notify.Delivered}},
		"never":                     {answers: []int{500}, at: seconds(0, 3, 9), state: notify.Failed, targets: []notify.State{notify.Failed}},
		"4xx is final":              {answers: []int{429}, at: seconds(0), state: notify.Failed, targets: []notify.State{notify.Failed}},
		"3xx is no success":         {answers: []int{304}, at: seconds(0), state: notify.Failed, targets: []notify.State{notify.Failed}},
		"both":                      {answers: []int{200}, secondary: "https://b.example", at: seconds(0, 0), state: notify.Delivered, targets: []notify.State{notify.Delivered, notify.Delivered}},
		"the other one":             {answers: []int{500, 500, 500, 200}, secondary: "https://b.example", at: seconds(0, 3, 9, 9), state: notify.Failed, targets: []notify.State{notify.Failed, notify.Delivered}},
		"both slowly":               {answers: []int{500, 200, 500, 200}, secondary: "https://b.example", at: seconds(0, 3, 3, 6), state: notify.Delivered, targets: []notify.State{notify.Delivered, notify.Delivered}},
		"each has its own attempts": {answers: []int{500}, secondary: "https://b.example", at: seconds(0, 3, 9, 9, 12, 18), state: notify.Failed, targets: []notify.State{notify.Failed, notify.Failed}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				b := newBackend()
				b.answer = answering(c.answers...)
				w := begin(t, direct{b})
				w.targets("https://a.example", c.secondary)
				w.must(w.Start(t.Context()))
				from := time.Now()
				w.connected("c")
				time.Sleep(time.Minute) //nolint:forbidigo // the bubble's time
				synctest.Wait()
				var at []time.Duration
				for _, r := range b.requests() {
					at = append(at, r.at.Sub(from).Round(100*time.Millisecond))
					w.verify(r)
				}
				if diff := cmp.Diff(c.at, at); diff != "" {
					t.Errorf("requests (-want +got):\n%s", diff)
				}
				d := w.ended()
				var states []notify.State
				for _, target := range d.Targets {
					states = append(states, target.State)
				}
				if d.State != c.state || !cmp.Equal(c.targets, states) {
					t.Errorf("it is %s with targets %v, want %s with %v", d.State, states, c.state, c.targets)
				}
				if len(d.Attempts) != len(c.at) {
					t.Errorf("%d attempts are shown, want %d", len(d.Attempts), len(c.at))
				}
				w.close()
			})
		})
	}
}

func seconds(list ...int) []time.Duration {
	var all []time.Duration
	for _, s := range list {
		all = append(all, time.Duration(s)*time.Second)
	}
	return all
}

func TestWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]int{outbound.CodeConnectionRefused: 3, outbound.CodeDNSNotFound: 3, outbound.CodeTLSUntrusted: 3,
		outbound.CodeNotAllowed: 1, outbound.CodeRedirectNotAllowed: 1, outbound.CodeTooManyRedirects: 1, outbound.CodeInvalidURL: 1} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				network := &broken{code: code}
				w := begin(t, network)
				w.targets("https://a.example", "")
				w.must(w.Start(t.Context()))
				w.connected("c")
				time.Sleep(time.Minute) //nolint:forbidigo // the bubble's time
				synctest.Wait()
				d := w.ended()
				if len(network.tries) != want || d.State != notify.Failed || d.Targets[0].Error != "Nothing answers." || d.Attempts[0].ErrorCode != code {
					t.Errorf("%d attempts and %+v, want %d", len(network.tries), d.Targets, want)
				}
				w.close()
			})
		})
	}
}

func TestASilentReceiverHasTwentySeconds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBackend()
		b.answer = func(n int, _ http.ResponseWriter, r *http.Request) {
			if n == 1 {
				<-r.Context().Done()
			}
		}
		w := begin(t, direct{b})
		w.targets("https://a.example", "")
		w.must(w.Start(t.Context()))
		w.connected("c")
		time.Sleep(time.Minute) //nolint:forbidigo // the bubble's time
		synctest.Wait()
		d := w.ended()
		if d.State != notify.Delivered || len(d.Attempts) != 2 || d.Attempts[0].Duration != 20*time.Second || d.Attempts[0].RetryAfter != 3*time.Second || d.Attempts[0].ErrorCode != outbound.CodeTimeout {
			t.Errorf("%s after %+v", d.State, d.Attempts)
		}
		w.close()
	})
}

// A receiver that hangs keeps nobody who stores something waiting, and not the notifications to others either.
func TestASlowReceiverBlocksNobody(t *testing.T) {
	t.Parallel()
	b := newBackend()
	release := make(chan struct{})
	b.answer = func(n int, _ http.ResponseWriter, _ *http.Request) {
		if n == 1 {
			<-release
		}
	}
	w := begin(t, direct{b})
	w.targets("https://a.example", "")
	w.must(w.Start(t.Context()))
	w.connected("slow")
	for len(b.requests()) == 0 {
		runtime.Gosched()
	}
	w.connected("fast")
	b.wait(t, 2)
	close(release)
}

func TestWhatIsRolledBackIsNotTold(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBackend()
		w := begin(t, direct{b})
		w.targets("https://a.example", "")
		w.must(w.Start(t.Context()))
		undone := errors.New("undone")
		err := w.db.WithTx(t.Context(), func(tx *sqlite.Tx) error {
			if _, err := w.ConnectionChanged(t.Context(), tx, created(w.env, "c")); err != nil {
				return err
			}
			return undone
		})
		if !errors.Is(err, undone) {
			t.Fatal(err)
		}
		time.Sleep(time.Minute) //nolint:forbidigo // the bubble's time
		if got := b.requests(); len(got) != 0 {
			t.Errorf("the backend heard of it: %v", got)
		}
		w.close()
	})
}

// Killed at each step of a delivery, the notification arrives all the same: at least once, and not again once that is kept.
func TestAKilledDeliveryIsMadeUpFor(t *testing.T) {
	t.Parallel()
	for step, want := range map[string]int{"deliver.loaded": 1, "deliver.sent": 2, "deliver.settled": 1} {
		t.Run(step, func(t *testing.T) {
			t.Parallel()
			b := newBackend()
			w := begin(t, direct{b})
			w.targets("https://a.example", "")
			killed := make(chan struct{})
			var once atomic.Bool
			w.SetStep(func(name string) {
				if name == step && once.CompareAndSwap(false, true) {
					close(killed)
					runtime.Goexit()
				}
			})
			w.must(w.Start(t.Context()))
			w.connected("c")
			<-killed
			w.close()
			w.open()
			w.must(w.Start(t.Context()))
			if d := w.ended(); d.State != notify.Delivered {
				t.Errorf("it is %s", d.State)
			}
			w.close()
			if got := b.requests(); len(got) != want || got[0].body != got[len(got)-1].body {
				t.Errorf("%d requests came, want %d of the same bytes", len(got), want)
			}
		})
	}
}

// What waits between two attempts when Patchbay is closed goes on at the next start with the attempts that are left.
func TestAttemptsGoOnAfterARestart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBackend()
		b.answer = answering(500)
		w := begin(t, direct{b})
		w.targets("https://a.example", "")
		w.must(w.Start(t.Context()))
		w.connected("c")
		time.Sleep(time.Second) //nolint:forbidigo // the bubble's time
		w.close()
		time.Sleep(time.Hour) //nolint:forbidigo // the bubble's time
		w.open()
		w.must(w.Start(t.Context()))
		time.Sleep(time.Minute) //nolint:forbidigo // the bubble's time
		synctest.Wait()
		if d := w.ended(); len(d.Attempts) != 3 || d.State != notify.Failed || len(b.requests()) != 3 {
			t.Errorf("%s after %d attempts and %d requests, want 3", d.State, len(d.Attempts), len(b.requests()))
		}
		w.close()
	})
}

// A notice that is held waits for its release, is forgotten when it is withdrawn, and goes at a start that finds it: what it
// tells is stored.
func TestHeldNotices(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBackend()
		w := begin(t, direct{b})
		w.targets("https://a.example", "")
		w.must(w.Start(t.Context()))
		tickets := map[string]int64{}
		for _, id := range []string{"released", "withdrawn", "left"} {
			n := created(w.env, id)
			n.Hold = true
			w.tx(func(tx *sqlite.Tx) (err error) {
				tickets[id], err = w.ConnectionChanged(t.Context(), tx, n)
				return err
			})
		}
		time.Sleep(time.Minute) //nolint:forbidigo // the bubble's time
		if len(b.requests()) != 0 {
			t.Fatal("a held notice was sent")
		}
		w.must(w.Release(t.Context(), tickets["released"]))
		w.tx(func(tx *sqlite.Tx) error { return w.Withdraw(t.Context(), tx, tickets["withdrawn"]) })
		time.Sleep(time.Minute) //nolint:forbidigo // the bubble's time
		w.close()
		w.open()
		w.must(w.Start(t.Context()))
		time.Sleep(time.Minute) //nolint:forbidigo // the bubble's time
		w.close()
		var told []string
		for _, r := range b.requests() {
			for _, id := range []string{"released", "withdrawn", "left"} {
				if strings.Contains(r.body, `"`+id+`"`) {
					told = append(told, id)
				}
			}
		}
		if diff := cmp.Diff([]string{"released", "left"}, told); diff != "" {
			t.Errorf("told (-want +got):\n%s", diff)
		}
	})
}

// Each address of a notification is one operation of the log with every attempt.
func TestTheLogHasEachDelivery(t *testing.T) {
	t.Parallel()
	b := newBackend()
	b.answer = answering(400)
	w := begin(t, direct{b})
	w.targets("https://a.example/hook", "")
	w.must(w.Start(t.Context()))
	w.connected("c")
	d := w.ended()
	w.Stop()
	w.logs.Stop()
	list, _, err := w.logs.List(context.Background(), w.env, logs.Filter{Kind: "webhook"})
	w.must(err)
	if len(list) != 1 || list[0].Action != "connection_create" || list[0].State != logs.Failed || list[0].Status != 400 || list[0].ID != d.Attempts[0].OperationID {
		t.Errorf("the log has %+v, want one failed connection_create %s", list, d.Attempts[0].OperationID)
	}
}

// Many at once: every one arrives, and none twice.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	b := newBackend()
	w := begin(t, direct{b})
	w.targets("https://a.example", "https://b.example")
	w.must(w.Start(t.Context()))
	const many = 50
	var all sync.WaitGroup
	for i := range many {
		all.Go(func() { w.connected("c" + strconv.Itoa(i)) })
	}
	all.Wait()
	for _, r := range b.wait(t, 2*many) {
		w.verify(r)
	}
	w.close()
	times := map[string]int{}
	for _, r := range b.requests() {
		times[r.body]++
	}
	for body, n := range times {
		if n != 2 {
			t.Errorf("%d times, want once for each address: %s", n, body)
		}
	}
	if len(times) != many {
		t.Errorf("%d of %d arrived", len(times), many)
	}
}

// A key that cannot be read keeps notifications waiting, and says why; that is no attempt. They go when there is one again.
func TestAKeyThatCannotBeRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBackend()
		w := begin(t, direct{b})
		w.targets("https://a.example", "")
		w.must(w.Start(t.Context()))
		w.tx(func(tx *sqlite.Tx) error {
			_, err := tx.ExecContext(t.Context(), `UPDATE notification_settings SET signing_key = x'00'`)
			return err
		})
		w.connected("c")
		time.Sleep(10 * time.Second) //nolint:forbidigo // the bubble's time
		synctest.Wait()
		n := w.list(notify.Filter{})[0]
		if n.State != notify.Waiting || n.Targets[0].Attempts != 0 || n.Targets[0].Error == "" || len(b.requests()) != 0 {
			t.Errorf("without a key it is %s with %+v", n.State, n.Targets)
		}
		_, err := w.RotateSigningKey(t.Context(), w.env)
		w.must(err)
		time.Sleep(2 * time.Minute) //nolint:forbidigo // the bubble's time
		synctest.Wait()
		if d := w.ended(); d.State != notify.Delivered || d.Targets[0].Error != "" {
			t.Errorf("with a new key it is %s with %+v", d.State, d.Targets)
		}
		w.close()
	})
}
