package connect_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"patchbay/app/auth/authtest"
	"patchbay/app/connect"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/settings"
)

func TestKeepAliveRenewsWhatNobodyUsedForADay(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Hour)
	used := w.get("acme", "c").LastFetchedAt
	for _, step := range []struct {
		later time.Duration
		want  int // renewals in all
	}{{23 * time.Hour, 0}, {2 * time.Hour, 1}, {10 * time.Minute, 1}, {23 * time.Hour, 1}, {2 * time.Hour, 2}} {
		w.clock.Advance(step.later)
		w.must(w.KeepAlive(t.Context()))
		if got := w.provider.Count("refresh_token"); got != step.want {
			t.Fatalf("%s: %d renewals, want %d", w.clock.Now(), got, step.want)
		}
	}
	w.Sweep(t.Context())
	if now := w.get("acme", "c").LastFetchedAt; !now.Equal(*used) {
		t.Errorf("a renewal counts as use: %s", now)
	}
}

func TestKeepAliveReachesEveryBatch(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	for i := range 103 {
		w.imported(fmt.Sprint("c", i), time.Hour)
	}
	w.clock.Advance(25 * time.Hour)
	w.must(w.KeepAlive(t.Context()))
	if got := w.provider.Count("refresh_token"); got != 103 {
		t.Errorf("%d of 103 were renewed", got)
	}
}

func TestKeepAliveCanBeSwitchedOff(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Hour)
	w.choose(settings.PreferencesUpdate{KeepAlive: new(false)})
	w.clock.Advance(25 * time.Hour)
	w.must(w.KeepAlive(t.Context()))
	if got := w.provider.Count("refresh_token"); got != 0 {
		t.Errorf("%d renewals", got)
	}
}

func TestFourFailingDaysExhaustAnIdleConnection(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("acme")
	w.imported("c", time.Hour)
	w.provider.Revoke()
	w.clock.Advance(25 * time.Hour)
	for hour := range 4 * 24 {
		w.must(w.KeepAlive(t.Context()))
		w.must(w.KeepAlive(t.Context())) // at once again: backoff
		if got, want := w.provider.Count("refresh_token"), hour+1; got > want {
			t.Fatalf("hour %d: asked %d times", hour, got)
		}
		w.clock.Advance(time.Hour)
	}
	state := w.get("acme", "c")
	if !state.Refresh.Exhausted || state.Refresh.Attempts != 4 || state.AuthError == nil || state.AuthError.LogID == "" {
		t.Errorf("%+v, %+v", state.Refresh, state.AuthError)
	}
	asked := w.provider.Count("refresh_token")
	w.clock.Advance(48 * time.Hour)
	w.must(w.KeepAlive(t.Context()))
	if w.provider.Count("refresh_token") != asked {
		t.Error("an exhausted connection is asked for again")
	}
}

// checker is a provider's check that the test decides.
type checker struct {
	calls atomic.Int32
	fail  atomic.Pointer[fault.Error]
}

func (c *checker) Verify(_ context.Context, v connect.Verification) error {
	c.calls.Add(1)
	if v.OperationID == "" {
		return errors.New("the check has no operation")
	}
	if f := c.fail.Load(); f != nil {
		return f
	}
	return nil
}

func TestKeysAreTestedOnlyWhenSwitchedOn(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	check := &checker{}
	w.integration("checked")
	_, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "checked", ConnectionID: "k", Credentials: map[string]string{"apiKey": "key-12345"}})
	w.must(err)
	w.SetVerifier(check)
	w.clock.Advance(25 * time.Hour)
	w.must(w.KeepAlive(t.Context()))
	if check.calls.Load() != 0 {
		t.Fatal("a key was tested unasked")
	}
	w.choose(settings.PreferencesUpdate{TestKeys: new(true)})
	w.must(w.KeepAlive(t.Context()))
	if success := w.get("checked", "k").Refresh.LastSuccess; check.calls.Load() != 1 || success == nil {
		t.Fatalf("%d tests, last success %v", check.calls.Load(), success)
	}

	refused := fault.New(fault.Invalid, "connection_test_failed", "no")
	check.fail.Store(refused.WithCause(diagnosis.Of(diagnosis.Facts{Provider: "Checked", Step: diagnosis.Verify, Status: 401})))
	w.clock.Advance(25 * time.Hour)
	w.must(w.KeepAlive(t.Context()))
	state := w.get("checked", "k")
	if state.Refresh.Attempts != 1 || state.AuthError == nil {
		t.Fatalf("%+v", state)
	}
	if found, _ := w.diagnosed(state.AuthError.LogID); found.Cause != diagnosis.Credentials {
		t.Errorf("%+v", found)
	}

	check.fail.Store(refused.WithCause(diagnosis.Fault("timeout", "slow", "wait")))
	w.clock.Advance(25 * time.Hour)
	w.must(w.KeepAlive(t.Context()))
	if got := w.get("checked", "k").Refresh.Attempts; got != 1 {
		t.Errorf("a network failure made %d failing days", got)
	}
	check.fail.Store(nil)
	w.clock.Advance(25 * time.Hour)
	w.must(w.KeepAlive(t.Context()))
	if state := w.get("checked", "k"); state.AuthError != nil || state.Refresh.Attempts != 0 {
		t.Errorf("after a good test: %+v", state)
	}
}

// halfDead is a check whose provider never answers one of the integrations.
type halfDead struct {
	integration string
	asked       atomic.Int32
	others      atomic.Int32
}

func (s *halfDead) Verify(_ context.Context, v connect.Verification) error {
	if v.Integration.UniqueKey != s.integration {
		s.others.Add(1)
		return nil
	}
	s.asked.Add(1)
	return fault.New(fault.Invalid, "connection_test_failed", "took too long").WithCause(diagnosis.Fault("timeout", "took too long", "wait"))
}

func TestASilentProviderHoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("checked")
	_, err := w.CreateIntegration(t.Context(), w.env, connect.IntegrationInput{UniqueKey: "other", Provider: "checked"})
	w.must(err)
	for i := range 60 {
		for _, key := range []string{"checked", "other"} {
			_, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: key, ConnectionID: fmt.Sprint("k", i), Credentials: map[string]string{"apiKey": "key-12345"}})
			w.must(err)
		}
	}
	check := &halfDead{integration: "checked"}
	w.SetVerifier(check)
	w.choose(settings.PreferencesUpdate{TestKeys: new(true)})
	w.clock.Advance(25 * time.Hour)
	w.must(w.KeepAlive(t.Context()))
	if check.asked.Load() > 4 || check.others.Load() != 60 {
		t.Errorf("the silent one was asked %d times, the other %d times", check.asked.Load(), check.others.Load())
	}
	w.must(w.KeepAlive(t.Context()))
	if got := check.asked.Load(); got < 2 || got > 8 {
		t.Errorf("asked %d times after the second pass: the others are not forgotten", got)
	}
}

func TestAPassWaitsForTheNetwork(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.integration("checked")
	_, err := w.ConnectDirect(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "checked", ConnectionID: "k", Credentials: map[string]string{"apiKey": "key-12345"}})
	w.must(err)
	check := &checker{}
	check.fail.Store(fault.New(fault.Unavailable, "unreachable", "no network"))
	w.SetVerifier(check)
	w.choose(settings.PreferencesUpdate{TestKeys: new(true)})
	w.clock.Advance(25 * time.Hour)
	if err := w.KeepAlive(t.Context()); err == nil {
		t.Error("the pass does not say that there is no network")
	}
	if got := w.get("checked", "k").Refresh; got.Attempts != 0 || got.Exhausted {
		t.Errorf("%+v", got)
	}
}

func TestTheKeeperKeepsItsHours(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var mu sync.Mutex
		var seen []time.Duration
		passes := func() []time.Duration {
			mu.Lock()
			defer mu.Unlock()
			return slices.Clone(seen)
		}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		var slept atomic.Int64
		now := func() time.Time { return time.Now().Add(time.Duration(slept.Load())) }
		go connect.RunKeeper(ctx, now, bytes.NewReader(slices.Repeat([]byte{0x80, 0, 0, 0}, 100)), func(context.Context) {
			mu.Lock()
			defer mu.Unlock()
			seen = append(seen, time.Since(start))
		})
		wait := func(d time.Duration) {
			<-time.After(d)
			synctest.Wait()
		}
		wait(23 * time.Minute)
		if want := []time.Duration{90 * time.Second, 690 * time.Second, 1290 * time.Second}; !slices.Equal(passes(), want) {
			t.Fatalf("passes at %v, want %v", passes(), want)
		}
		slept.Store(int64(3 * time.Hour)) // the lid was closed: the wall clock went on, the timers stood still
		wait(31 * time.Second)
		if len(passes()) != 4 {
			t.Fatalf("passes at %v: none behind the sleep", passes())
		}
		wait(2 * time.Minute)
		if len(passes()) != 4 {
			t.Errorf("passes at %v: one sleep, two passes", passes())
		}
	})
}
