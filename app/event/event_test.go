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
	for len(s.C) > 0 {
		<-s.C
	}
	bus.Publish(event.Hint{Topic: event.Settings})
	if first := <-s.C; first != (event.Hint{Topic: event.Operations}) {
		t.Errorf("first after the gap = %v, want the collapsed hint", first)
	}
	if second := <-s.C; second != (event.Hint{Topic: event.Settings}) {
		t.Errorf("second = %v", second)
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
