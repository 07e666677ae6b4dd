package event_test

import (
	"testing"

	"patchbay/app/event"
)

func TestEverySubscriptionGetsTheHint(t *testing.T) {
	t.Parallel()
	bus := event.NewBus()
	a, b := bus.Subscribe(), bus.Subscribe()
	defer a.Close()
	defer b.Close()
	want := event.Hint{Topic: event.Connections, ID: "c1"}
	bus.Publish(want)
	if got := <-a.C; got != want {
		t.Errorf("a got %v", got)
	}
	if got := <-b.C; got != want {
		t.Errorf("b got %v", got)
	}
}

func TestASlowReaderNeverBlocksAndLearnsThatItMissedHints(t *testing.T) {
	t.Parallel()
	bus := event.NewBus()
	s := bus.Subscribe()
	defer s.Close()
	for range 1000 {
		bus.Publish(event.Hint{Topic: event.Operations, ID: "x"})
	}
	bus.Publish(event.Hint{Topic: event.Settings, ID: "y"})
	var got []event.Hint
	for len(s.C) > 0 {
		got = append(got, <-s.C)
	}
	if n := len(got); n > 100 || got[n-2] != (event.Hint{Topic: event.Operations}) || got[n-1] != (event.Hint{Topic: event.Settings}) {
		t.Errorf("the reader ends with %v, want the collapsed hints, without anything else being published", got[max(0, len(got)-2):])
	}
	bus.Publish(event.Hint{Topic: event.Operations, ID: "z"})
	if next := <-s.C; next != (event.Hint{Topic: event.Operations, ID: "z"}) {
		t.Errorf("after that the reader gets %v", next)
	}
}

// Whatever a reader has read when, a hint that comes behind its last look at a topic reaches it.
func TestNoChangeIsMissed(t *testing.T) {
	t.Parallel()
	for reads := range 200 {
		bus := event.NewBus()
		s := bus.Subscribe()
		for range 150 {
			bus.Publish(event.Hint{Topic: event.Operations, ID: "x"})
			bus.Publish(event.Hint{Topic: event.Records, ID: "x"})
		}
		for range min(reads, len(s.C)) {
			<-s.C
		}
		bus.Publish(event.Hint{Topic: event.Operations, ID: "last"})
		told := false
		for len(s.C) > 0 {
			h := <-s.C
			told = told || h.Topic == event.Operations && (h.ID == "" || h.ID == "last")
		}
		if !told {
			t.Fatalf("after %d reads nothing tells of the last change", reads)
		}
		s.Close()
	}
}

func TestCloseTwiceAndPublishAfterwards(t *testing.T) {
	t.Parallel()
	bus := event.NewBus()
	s := bus.Subscribe()
	s.Close()
	s.Close()
	bus.Publish(event.Hint{Topic: event.Catalog})
	if _, open := <-s.C; open {
		t.Error("the channel is still open")
	}
}
