package api

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// Security LH-12: guessing gets slow, and the user is told once.
func TestTwentyWrongKeysAreFreeThenTheyQueue(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		told := 0
		slow := &slowdown{now: time.Now, tell: func(context.Context) { told++ }}
		wrong := errors.New("wrong key")
		start := time.Now()
		for range freeFailures {
			if err := slow.failed(t.Context(), wrong); !errors.Is(err, wrong) {
				t.Fatalf("error %v", err)
			}
		}
		if time.Since(start) != 0 {
			t.Fatalf("the first failures took %s", time.Since(start))
		}
		_ = slow.failed(t.Context(), wrong)
		_ = slow.failed(t.Context(), wrong)
		if took := time.Since(start); took != 2*failureSpacing {
			t.Errorf("two more took %s, want %s", took, 2*failureSpacing)
		}
		if told != 1 {
			t.Errorf("the user is told %d times per burst", told)
		}
		<-time.After(failureMemory + time.Second)
		again := time.Now()
		_ = slow.failed(t.Context(), wrong)
		if time.Since(again) != 0 {
			t.Error("a quiet minute does not count")
		}
	})
}

func TestManyAtOnceWaitAtMostAFewSeconds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		slow := &slowdown{now: time.Now, tell: func(context.Context) {}}
		start := time.Now()
		done := make(chan struct{})
		for range 1000 {
			go func() {
				_ = slow.failed(t.Context(), errors.New("wrong"))
				done <- struct{}{}
			}()
		}
		for range 1000 {
			<-done
		}
		if took := time.Since(start); took != longestWait {
			t.Errorf("the last of 1000 waited %s, want %s", took, longestWait)
		}
	})
}
