package functions_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/script/enginetest"
)

// trap kills every runner with the word at the nth passing of a step.
type trap struct {
	mu   sync.Mutex
	word string
	step string
	left int
	hits int
}

func (x *trap) set(step string, count int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.step, x.left = step, count
}

func (x *trap) passed(step string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if step != x.step {
		return
	}
	if x.left--; x.left != 0 {
		return
	}
	files, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, file := range files {
		text, err := os.ReadFile(file)
		args := strings.Split(string(text), "\x00")
		if err != nil || len(args) < 3 || args[1] != enginetest.Command || args[2] != x.word {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file))); err == nil && syscall.Kill(pid, syscall.SIGKILL) == nil {
			x.hits++
		}
	}
}

// A runner that is killed at any step of its run loses that run only: it fails with a sentence or had everything done already,
// what was saved stays, and the next run goes on where the checkpoint is.
func TestKilledRunner(t *testing.T) {
	t.Parallel()
	w := begin(t)
	x := &trap{word: "killed-at-steps"}
	w.steps = x.passed
	w.real(t, x.word)
	steps := []string{"run.started", "save.written", "save.committed", "checkpoint.written", "checkpoint.committed", "finish.sealed", "finish.written"}
	random := rand.New(rand.NewPCG(3, 4))
	failed := 0
	for round := range crashRounds(t) {
		step := steps[round%len(steps)]
		x.set(step, 1+random.IntN(2))
		for range 2 {
			r, err := w.RunSync(t.Context(), w.syncOf("issues"))
			switch {
			case err != nil:
				t.Fatalf("round %d, %s: %v", round, step, err)
			case r.State == functions.Failed && r.Error != nil && r.Error.Message != "":
				failed++
			case r.State != functions.Succeeded:
				t.Errorf("round %d, %s: the run is %s: %+v", round, step, r.State, r.Error)
			}
			w.checkPages(fmt.Sprintf("round %d, %s", round, step))
		}
	}
	x.set("", 0)
	if r, err := w.RunSync(t.Context(), w.syncOf("issues")); err != nil || r.State != functions.Succeeded {
		t.Errorf("after all that a run is %s: %+v %v", r.State, r.Error, err)
	}
	if x.hits == 0 || failed == 0 {
		t.Errorf("%d runners were killed and %d runs failed: the test hit nothing", x.hits, failed)
	}
}

// checkPages compares what is saved with the checkpoint: the page before it is the last one saved, or its own was saved too.
func (w *world) checkPages(where string) {
	w.t.Helper()
	sync := w.instance("issues", "base")
	page := 1
	found, err := w.Checkpoints().Get(context.Background(), nango.Key{EnvironmentID: w.env, ConnectionID: sync.ConnectionID, Name: "sync:issues:base"})
	if err == nil && found != nil {
		_, err = fmt.Sscanf(string(found.Value), `{"page":%d}`, &page)
	}
	if n := w.live(sync.ConnectionID)["Issue"]; err != nil || n != page-1 && n != page {
		w.t.Errorf("%s: %d records at page %d, %v", where, n, page, err)
	}
}
