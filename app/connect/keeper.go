package connect

import (
	"context"
	"encoding/binary"
	"io"
	"time"
)

const (
	// keepEvery is how often idle connections are looked at, give or take keepJitter: many installations that were
	// switched on at nine o'clock must not ask one provider in the same second.
	keepEvery  = 10 * time.Minute
	keepJitter = time.Minute
	// keepFirst lets a start finish first.
	keepFirst = time.Minute
	// wakeEvery is how often the wall clock is compared: a step far beyond it means that the computer slept.
	wakeEvery = 30 * time.Second
)

// keeper decides when idle connections are looked at.
type keeper struct {
	now  func() time.Time
	rand io.Reader
	pass func(context.Context)
}

// run makes passes until the context ends: shortly after the start, every ten minutes, and when the wall clock jumped,
// because tokens end while a computer sleeps and its timers stand still.
func (k keeper) run(ctx context.Context) {
	next := time.NewTimer(keepFirst + k.jitter())
	defer next.Stop()
	wake := time.NewTicker(wakeEvery)
	defer wake.Stop()
	last := k.wall()
	for {
		select {
		case <-ctx.Done():
			return
		case <-wake.C:
			now := k.wall()
			jumped := now.Sub(last).Abs() > 2*wakeEvery
			last = now
			if !jumped {
				continue
			}
		case <-next.C:
		}
		k.pass(ctx)
		next.Reset(keepEvery - keepJitter/2 + k.jitter())
		last = k.wall()
	}
}

// wall is the time without Go's monotonic part, which stands still during sleep.
func (k keeper) wall() time.Time { return k.now().Round(0) }

// jitter is between nothing and keepJitter; without randomness nothing.
func (k keeper) jitter() time.Duration {
	var raw [4]byte
	if _, err := io.ReadFull(k.rand, raw[:]); err != nil {
		return 0
	}
	steps := uint64(keepJitter / time.Millisecond)
	return time.Duration(steps*uint64(binary.BigEndian.Uint32(raw[:]))>>32) * time.Millisecond
}
