package api

import (
	"bytes"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"patchbay/app/fault"
)

// Large bodies share a room; small ones always have some, and what is put down makes room again.
func TestTheCrowdsBytesAreBounded(t *testing.T) {
	t.Parallel()
	c := newCrowd(time.Now)
	c.room = 1 << 20
	body := func(size int) *parcel { return c.parcel(io.NopCloser(bytes.NewReader(make([]byte, size)))) }
	first := body(crowdFree + 1<<20)
	if _, err := io.ReadAll(first); err != nil {
		t.Fatalf("it fits, but: %v", err)
	}
	if _, err := io.ReadAll(body(crowdFree + 1)); !fault.HasCode(err, "too_many_request") {
		t.Errorf("beyond the room: %v", err)
	}
	for range 100 {
		if _, err := io.ReadAll(body(crowdFree)); err != nil {
			t.Fatalf("a small one: %v", err)
		}
	}
	first.putDown()
	second := body(crowdFree + 1<<20)
	if _, err := io.ReadAll(second); err != nil {
		t.Errorf("when there is room again: %v", err)
	}
	second.putDown()
	if c.held != 0 {
		t.Errorf("%d bytes are held for nobody", c.held)
	}
}

// A whole webhook waits for a place, but not for ever.
func TestThePlacesOfTheCrowd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(time.Now)
		var leave func()
		for range crowdAtOnce {
			if leave = c.place(t.Context()); leave == nil {
				t.Fatal("a free place is refused")
			}
		}
		began := time.Now()
		if c.place(t.Context()) != nil || time.Since(began) != crowdPatience {
			t.Errorf("with all taken it waited %v", time.Since(began))
		}
		time.AfterFunc(time.Second, leave)
		if began = time.Now(); c.place(t.Context()) == nil || time.Since(began) != time.Second {
			t.Errorf("a place that became free was given after %v", time.Since(began))
		}
	})
}
