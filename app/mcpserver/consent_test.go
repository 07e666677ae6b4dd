package mcpserver_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"patchbay/app/event"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/mcpserver"
)

func newConsents(bus *event.Bus) *mcpserver.Consents {
	return mcpserver.New(mcpserver.Options{Redactor: logs.NewRedactor(), Bus: bus}).Consents()
}

func post(path string) mcpserver.Effect {
	return mcpserver.Effect{Kind: "request", Summary: "POST " + path, Detail: "body", Covers: "every POST"}
}

// answered asks and lets the user decide.
func answered(t *testing.T, c *mcpserver.Consents, caller string, e mcpserver.Effect, d mcpserver.Decision) error {
	t.Helper()
	done := make(chan error)
	go func() { done <- c.Ask(t.Context(), caller, e) }()
	synctest.Wait()
	waiting := c.Waiting()
	if len(waiting) != 1 || waiting[0].Caller != caller || waiting[0].Effect != e {
		t.Fatalf("the user sees %+v", waiting)
	}
	if err := c.Answer(waiting[0].ID, d); err != nil {
		t.Fatal(err)
	}
	return <-done
}

// wantCode fails unless err is the fault of that code.
func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	if !fault.HasCode(err, code) {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestOnceAllowsOnceAndTheExactEffect(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newConsents(nil)
		if err := answered(t, c, "a", post("/x"), mcpserver.AllowOnce); err != nil {
			t.Fatalf("allowed, and refused: %v", err)
		}
		wantCode(t, answered(t, c, "a", post("/x"), mcpserver.Deny), mcpserver.CodeConsentDenied) // asked anew
	})
}

func TestAnUnknownAnswerAllowsNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newConsents(nil)
		done := make(chan error)
		go func() { done <- c.Ask(t.Context(), "a", post("/x")) }()
		synctest.Wait()
		id := c.Waiting()[0].ID
		for _, d := range []mcpserver.Decision{"", "always", "Once"} {
			wantCode(t, c.Answer(id, d), "invalid_decision")
		}
		if len(c.Waiting()) != 1 {
			t.Error("the question waits no more")
		}
		if err := c.Answer(id, mcpserver.Deny); err != nil {
			t.Error(err)
		}
		wantCode(t, <-done, mcpserver.CodeConsentDenied)
	})
}

// The page tells how long the call waits; asked again, it waits anew for the same answer.
func TestAQuestionSaysHowLongTheCallWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newConsents(nil)
		begun := time.Now()
		wantCode(t, c.Ask(t.Context(), "a", post("/x")), mcpserver.CodeConsentPending)
		if one := c.Waiting()[0]; !one.WaitsUntil.Equal(time.Now()) || !one.ExpiresAt.Equal(begun.Add(10*time.Minute)) {
			t.Errorf("asked at %s, the call left at %s: %+v", begun, time.Now(), one)
		}
		<-time.After(time.Minute)
		done := make(chan error)
		go func() { done <- c.Ask(t.Context(), "a", post("/x")) }()
		synctest.Wait()
		if all := c.Waiting(); len(all) != 1 || time.Until(all[0].WaitsUntil) < 30*time.Second {
			t.Errorf("asked again: %+v", all)
		}
		wantCode(t, <-done, mcpserver.CodeConsentPending)
	})
}

func TestASessionCoversWhatItSaidForThatCallerUntilItEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newConsents(nil)
		if err := answered(t, c, "a", post("/x"), mcpserver.AllowSession); err != nil {
			t.Fatal(err)
		}
		if err := c.Ask(t.Context(), "a", post("/y")); err != nil {
			t.Errorf("a covered effect was asked about: %v", err)
		}
		wantCode(t, answered(t, c, "b", post("/y"), mcpserver.Deny), mcpserver.CodeConsentDenied)
		other := post("/z")
		other.Covers = "every DELETE"
		wantCode(t, answered(t, c, "a", other, mcpserver.Deny), mcpserver.CodeConsentDenied)

		grants := c.Grants()
		if len(grants) != 1 || grants[0].Covers != "every POST" {
			t.Fatalf("grants %+v", grants)
		}
		if err := c.Revoke(grants[0].ID); err != nil {
			t.Fatal(err)
		}
		wantCode(t, answered(t, c, "a", post("/x"), mcpserver.Deny), mcpserver.CodeConsentDenied)
		wantCode(t, c.Revoke(grants[0].ID), "not_found")

		if err := answered(t, c, "c", post("/x"), mcpserver.AllowSession); err != nil {
			t.Fatal(err)
		}
		<-time.After(8*time.Hour + time.Second)
		if len(c.Grants()) != 0 {
			t.Error("a grant does not end")
		}
	})
}

func TestAnEffectThatCoversNothingMoreIsNeverAllowedForASession(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newConsents(nil)
		e := mcpserver.Effect{Kind: "integration", Summary: "Delete the integration x"}
		if err := answered(t, c, "a", e, mcpserver.AllowSession); err != nil || len(c.Grants()) != 0 {
			t.Fatalf("%v, grants %+v", err, c.Grants())
		}
		wantCode(t, answered(t, c, "a", e, mcpserver.Deny), mcpserver.CodeConsentDenied)
	})
}

func TestARefusalIsNotAskedAgainAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newConsents(nil)
		wantCode(t, answered(t, c, "a", post("/x"), mcpserver.Deny), mcpserver.CodeConsentDenied)
		wantCode(t, c.Ask(t.Context(), "a", post("/x")), mcpserver.CodeConsentDenied)
		if len(c.Waiting()) != 0 {
			t.Error("what was refused is asked again")
		}
		<-time.After(10*time.Minute + time.Second)
		if err := answered(t, c, "a", post("/x"), mcpserver.AllowOnce); err != nil {
			t.Error(err)
		}
	})
}

// The client gives up after a minute; the user may answer later, and the same call then goes through.
func TestALateAnswerCountsForTheNextCall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newConsents(nil)
		began := time.Now()
		wantCode(t, c.Ask(t.Context(), "a", post("/x")), mcpserver.CodeConsentPending)
		if waited := time.Since(began); waited != 45*time.Second {
			t.Errorf("waited %v", waited)
		}
		waiting := c.Waiting()
		if len(waiting) != 1 {
			t.Fatalf("the question is gone: %+v", waiting)
		}
		if err := c.Answer(waiting[0].ID, mcpserver.AllowOnce); err != nil {
			t.Fatal(err)
		}
		if err := c.Ask(t.Context(), "a", post("/x")); err != nil {
			t.Error(err)
		}
		wantCode(t, c.Answer(waiting[0].ID, mcpserver.AllowOnce), "not_found")
		_ = c.Ask(t.Context(), "a", post("/never"))
		<-time.After(10 * time.Minute)
		if len(c.Waiting()) != 0 {
			t.Error("a question that nobody answered stays for ever")
		}
	})
}

// Security UI-12: an assistant cannot wear the user down.
func TestAFloodOfQuestionsIsStopped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newConsents(nil)
		ctx, cancel := context.WithCancel(t.Context())
		var group sync.WaitGroup
		for n := range 3 {
			group.Go(func() { _ = c.Ask(ctx, "a", post(fmt.Sprint("/", n))) })
		}
		group.Go(func() { _ = c.Ask(ctx, "a", post("/0")) }) // the same again is no further question
		synctest.Wait()
		if len(c.Waiting()) != 3 {
			t.Errorf("%d questions wait", len(c.Waiting()))
		}
		wantCode(t, c.Ask(ctx, "a", post("/more")), mcpserver.CodeConsentFlood)
		cancel()
		group.Wait()

		c = newConsents(nil)
		for n := range 10 {
			wantCode(t, answered(t, c, "a", post(fmt.Sprint("/", n)), mcpserver.Deny), mcpserver.CodeConsentDenied)
		}
		wantCode(t, c.Ask(t.Context(), "a", post("/11")), mcpserver.CodeConsentFlood)
		<-time.After(time.Minute)
		if err := answered(t, c, "a", post("/11"), mcpserver.AllowOnce); err != nil {
			t.Error(err)
		}
	})
}

func TestTheAppHearsOfQuestions(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		bus := event.NewBus()
		hints := bus.Subscribe()
		defer hints.Close()
		c := newConsents(bus)
		done := make(chan error)
		go func() { done <- c.Ask(t.Context(), "a", post("/x")) }()
		if hint := <-hints.C; hint.Topic != event.MCP {
			t.Errorf("hint %v", hint)
		}
		shown := c.Waiting()[0]
		if err := c.Answer(shown.ID, mcpserver.AllowOnce); err != nil {
			t.Fatal(err)
		}
		if hint := <-hints.C; hint.Topic != event.MCP {
			t.Errorf("hint %v", hint)
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// Whatever the user allows was in the question to its last byte.
func TestNothingIsAllowedUnseen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newConsents(nil)
		long := post("/x")
		long.Detail = strings.Repeat("é\n", 300<<10) + "the end"
		if err := answered(t, c, "a", long, mcpserver.AllowOnce); err != nil { // it compares what the user sees
			t.Error(err)
		}
		other := long
		other.Detail += "!"
		wantCode(t, answered(t, c, "a", other, mcpserver.Deny), mcpserver.CodeConsentDenied)
		long.Detail += strings.Repeat("x", 200<<10)
		wantCode(t, c.Ask(t.Context(), "a", long), mcpserver.CodeTooLongToShow)
		long.Detail, long.Summary = "", strings.Repeat("x", 2<<20)
		wantCode(t, c.Ask(t.Context(), "a", long), mcpserver.CodeTooLongToShow)
		if len(c.Waiting()) != 0 {
			t.Error("the user is asked about a part of it")
		}
	})
}
