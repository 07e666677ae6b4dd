package functions_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"patchbay/app/nango"
	"patchbay/app/sqlite"
)

// Callers that hang up take nothing away from those whose writes share their transaction.
func TestCallersThatHangUpHarmNobody(t *testing.T) {
	t.Parallel()
	w := begin(t)
	key := func(name string, n int) nango.Key {
		connection, err := w.connect.Connection(context.Background(), w.env, "acme", "c")
		if err != nil {
			t.Error(err)
		}
		return nango.Key{EnvironmentID: w.env, ConnectionID: connection.ID, Name: fmt.Sprint(name, n)}
	}
	large, err := json.Marshal(make([]int, 20_000))
	w.must(err)
	var steady, moody sync.WaitGroup
	over := make(chan struct{})
	for n := range 6 {
		k := key("moody", n)
		moody.Go(func() {
			for {
				select {
				case <-over:
					return
				default:
				}
				ctx, cancel := context.WithTimeout(context.Background(), time.Duration(rand.IntN(3000))*time.Microsecond)
				_, err := w.Checkpoints().Save(ctx, k, large, 0)
				if err == nil {
					err = w.Checkpoints().Clear(context.Background(), k)
				}
				if err != nil && !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("a caller who hung up was told: %v", err)
				}
				cancel()
			}
		})
	}
	for n := range 6 {
		k := key("steady", n)
		steady.Go(func() {
			for version := range int64(60) {
				if _, err := w.Checkpoints().Save(context.Background(), k, json.RawMessage(`{"at":1}`), version); err != nil {
					t.Errorf("a write of somebody else failed: %v", err)
					return
				}
			}
		})
	}
	steady.Wait()
	close(over)
	moody.Wait()
}

// A write that panics does so in its caller, leaves nothing behind and blocks nobody.
func TestAWriteThatPanicsBlocksNobody(t *testing.T) {
	t.Parallel()
	w := begin(t)
	put := func(state string) func(context.Context, *sqlite.Tx) error {
		return func(ctx context.Context, tx *sqlite.Tx) error {
			_, err := tx.ExecContext(ctx, `INSERT INTO outbox (run, state) VALUES (hex(randomblob(16)), ?)`, state)
			if err == nil && state == "bad" {
				panic("bad write")
			}
			return err
		}
	}
	var all sync.WaitGroup
	for n := range 40 {
		all.Go(func() {
			state := []string{"good", "bad"}[n%2]
			defer func() {
				if p := recover(); (p != nil) != (state == "bad") {
					t.Errorf("the caller of a %s write saw the panic %v", state, p)
				}
			}()
			if err := w.Write(context.Background(), put(state)); err != nil {
				t.Errorf("a %s write: %v", state, err)
			}
		})
	}
	all.Wait()
	var good, bad int
	w.must(w.db.Reader().QueryRow(`SELECT count(*) FILTER (WHERE state = 'good'), count(*) FILTER (WHERE state = 'bad') FROM outbox`).Scan(&good, &bad))
	if good != 20 || bad != 0 {
		t.Errorf("%d good and %d bad writes are stored", good, bad)
	}
}
