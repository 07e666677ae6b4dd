package functions_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/nango"
)

// calls is a function that triggers an action from its own code, n times at once, and returns what the last one returned.
func (w *world) calls(action string, n int, before func()) behaviour {
	return func(ctx context.Context, r nango.Run) (nango.Outcome, error) {
		before()
		outputs, ends := make(chan []byte, n), make(chan error, n)
		for range n {
			go func() {
				output, err := w.Calls().TriggerAction(ctx, w.env, "acme", "c", action, nil)
				outputs <- output
				ends <- err
			}()
		}
		var out nango.Outcome
		for range n {
			out.Output = <-outputs
			if err := <-ends; err != nil {
				f := fault.From(err)
				return nango.Outcome{Failure: &nango.Failure{Type: f.Code, Message: f.Message, Status: 500}}, nil //nolint:nilerr // as the nango object does
			}
		}
		return out, nil
	}
}

// Every place is taken by a function that waits for another one: none of them waits for a place, and none is lost.
func TestNestedActionsNeedNoFreePlace(t *testing.T) {
	bubble(t, functions.Limits{Actions: 3}, func(t *testing.T, w *world) {
		began, all := make(chan struct{}, 3), make(chan struct{})
		w.action("inner", func(context.Context, nango.Run) (nango.Outcome, error) {
			time.Sleep(time.Second) //nolint:forbidigo // the bubble's time
			return nango.Outcome{Output: []byte(`"deep"`)}, nil
		})
		w.action("middle", w.calls("inner", 2, func() {}))
		w.action("outer", w.calls("middle", 1, func() { began <- struct{}{}; <-all }))
		ended := make(chan error, 3)
		for range 3 {
			go func() { _, err := w.trigger("outer", `{}`); ended <- err }()
		}
		for range 3 {
			<-began
		}
		at := time.Now()
		close(all)
		for range 3 {
			if err := <-ended; err != nil {
				t.Errorf("an outer action: %v", err)
			}
		}
		if took := time.Since(at); took != 2*time.Second { // the two inner ones share the place of the middle one
			t.Errorf("it took %s", took)
		}
		g := newGate()
		w.action("hold", g.run)
		for range 4 {
			go func() { _, err := w.trigger("hold", `{}`); ended <- err }()
		}
		synctest.Wait()
		if n := len(g.began); n != 3 {
			t.Errorf("%d places are left of 3", n)
		}
		close(g.open)
		for range 3 {
			<-g.began
			<-ended
		}
		<-ended
	})
}

// A place that becomes free goes to a nested action that waits for its sibling.
func TestNestedActionsTakeFreePlaces(t *testing.T) {
	bubble(t, functions.Limits{Actions: 2}, func(t *testing.T, w *world) {
		g := newGate()
		w.action("hold", g.run)
		w.action("inner", func(context.Context, nango.Run) (nango.Outcome, error) {
			time.Sleep(10 * time.Second) //nolint:forbidigo // the bubble's time
			return nango.Outcome{}, nil
		})
		w.action("outer", w.calls("inner", 2, func() {}))
		held, ended := make(chan error), make(chan error)
		go func() { _, err := w.trigger("hold", `{}`); held <- err }()
		<-g.began
		at := time.Now()
		go func() { _, err := w.trigger("outer", `{}`); ended <- err }()
		time.Sleep(time.Second) //nolint:forbidigo // the bubble's time
		close(g.open)
		w.must(<-held)
		w.must(<-ended)
		if took := time.Since(at); took != 11*time.Second {
			t.Errorf("it took %s", took)
		}
	})
}

// An action that triggers itself ends with a sentence.
func TestEndlessNesting(t *testing.T) {
	bubble(t, functions.Limits{}, func(t *testing.T, w *world) {
		depth := 0
		w.action("self", w.calls("self", 1, func() { depth++ }))
		_, err := w.trigger("self", `{}`)
		wantCode(t, err, "action_nested_too_deep")
		if depth != 9 {
			t.Errorf("%d runs", depth)
		}
	})
}
