package functions_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/records"
)

// The crash test runs this test binary again as a child that works on the same folder until it kills itself, without any
// clean-up, at the nth passing of one step of a write. What the child printed before is what it had acknowledged.
const (
	childStep  = "PATCHBAY_TEST_STEP"
	childCount = "PATCHBAY_TEST_COUNT"
	childDir   = "PATCHBAY_TEST_DIR"
	rounds     = "PATCHBAY_CRASH_ROUNDS"
)

var crashSteps = []string{"run.inserted", "run.started", "enqueue.written", "enqueue.committed", "finish.sealed", "finish.written", "finish.committed",
	"checkpoint.written", "checkpoint.committed", "save.written", "save.committed", "recover.written"}

// note appends a run's id to the list of executions, which outlives both processes.
func note(dir string) behaviour {
	return func(_ context.Context, r nango.Run) (nango.Outcome, error) {
		file, err := os.OpenFile(filepath.Join(dir, "executions"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			return nango.Outcome{}, err
		}
		defer file.Close()
		_, err = file.WriteString(r.ID + "\n")
		return nango.Outcome{Output: json.RawMessage(`"` + r.ID + `"`)}, err
	}
}

// walk is a sync that counts in its checkpoint, saves a record for each number first, and says how far it has come.
func (w *world) walk(ctx context.Context, r nango.Run) (nango.Outcome, error) {
	key := nango.Key{EnvironmentID: r.EnvironmentID, ConnectionID: r.Connection.ID, Name: "sync:walk:base"}
	at, version, err := w.reached(ctx, key)
	for range 3 {
		if err != nil {
			return nango.Outcome{}, err
		}
		at++
		if _, err = w.records.Save(ctx, records.Write{Target: walked(r.EnvironmentID, r.Connection.ID), RunID: r.ID, Job: r.Job,
			Records: fmt.Appendf(nil, `[{"id":"%d"}]`, at)}); err != nil {
			break
		}
		fmt.Println("recorded", at)
		if version, err = w.Checkpoints().Save(ctx, key, json.RawMessage(fmt.Sprintf(`{"at":%d}`, at)), version); err == nil {
			fmt.Println("saved", at)
		}
	}
	w.records.EndRun(r.ID)
	return nango.Outcome{}, err
}

func walked(env, connection int64) records.Target {
	return records.Target{EnvironmentID: env, ConnectionID: connection, Model: "Step"}
}

func (w *world) reached(ctx context.Context, key nango.Key) (at int, version int64, err error) {
	found, err := w.Checkpoints().Get(ctx, key)
	if err != nil || found == nil {
		return 0, 0, err
	}
	var value struct{ At int }
	err = json.Unmarshal(found.Value, &value)
	return value.At, found.Version, err
}

// TestChild is the child; on its own it has nothing to do.
func TestChild(t *testing.T) {
	step := os.Getenv(childStep)
	if step == "" {
		return
	}
	count, err := strconv.ParseInt(os.Getenv(childCount), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, dir: os.Getenv(childDir)}
	var passed atomic.Int64
	w.steps = func(name string) {
		if name == step && passed.Add(1) == count {
			fmt.Println("killed at " + name)
			if process, err := os.FindProcess(os.Getpid()); err == nil {
				_ = process.Kill()
			}
			select {}
		}
	}
	w.open()
	w.executor.set("count", note(w.dir))
	w.executor.set("walk", w.walk)
	w.start()
	w.work()
	select {} // a step that comes seldom may need no kill at all: the parent does it
}

// work triggers, queues and syncs at the same time and says what it was told.
func (w *world) work() {
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			for range 200 {
				if out, err := w.trigger("count", `{}`); err == nil {
					fmt.Println("done", strings.Trim(string(out), `"`))
				}
			}
		})
	}
	all.Go(func() {
		for range 200 {
			fmt.Println("queued", w.enqueue("count", `{}`, 0))
		}
	})
	all.Go(func() {
		for range 200 {
			_, _ = w.RunSync(context.Background(), w.syncOf("walk"))
		}
	})
	all.Wait()
}

// said is what a child acknowledged.
type said struct {
	done, queued    []string
	recorded, saved int
}

// kill runs the child until its end.
func kill(t *testing.T, dir, step string, count int) said {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	child := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestChild$", "-test.count=1")
	child.Env = append(os.Environ(), childStep+"="+step, childCount+"="+strconv.Itoa(count), childDir+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var s said
	ended, lines := false, bufio.NewScanner(out)
	for lines.Scan() {
		word, value, _ := strings.Cut(lines.Text(), " ")
		switch word {
		case "done":
			s.done = append(s.done, value)
		case "queued":
			s.queued = append(s.queued, value)
		case "recorded":
			s.recorded, _ = strconv.Atoi(value)
		case "saved":
			s.saved, _ = strconv.Atoi(value)
		case "killed":
			ended = true
		}
		if len(s.done) > 150 {
			cancel() // the step is not on the way: kill it here
		}
	}
	if err := child.Wait(); err == nil || !ended && ctx.Err() == nil {
		t.Fatalf("at %s the child ended by itself: %v", step, err)
	}
	return s
}

// crashRounds is how often something is killed.
func crashRounds(t *testing.T) int {
	t.Helper()
	text := os.Getenv(rounds)
	if text == "" {
		return 12
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Killed anywhere, however often: what was acknowledged is there, nothing has happened twice, and everything has an end.
func TestKilled(t *testing.T) {
	t.Parallel()
	w := &world{t: t, dir: t.TempDir()}
	w.open()
	w.start()
	w.setUp()
	w.action("count", note(w.dir))
	w.sync("walk", returns(``))
	w.close()
	random := rand.New(rand.NewPCG(1, 2))
	for round := range crashRounds(t) {
		step := crashSteps[round%len(crashSteps)]
		s := kill(t, w.dir, step, 1+random.IntN(12))
		w.t = t
		w.open()
		w.start()
		w.checkAfterCrash(fmt.Sprintf("round %d, %s", round, step), s)
		w.close()
		if t.Failed() {
			return
		}
	}
}

func (w *world) checkAfterCrash(where string, s said) {
	w.t.Helper()
	w.until("an empty queue", func() bool {
		page, err := w.Runs(context.Background(), w.env, functions.RunFilter{States: []functions.State{functions.Queued, functions.Running}})
		return err == nil && len(page.Runs) == 0
	})
	times := w.executions(where)
	for _, id := range s.done {
		if r := w.run(id); r.State != functions.Succeeded {
			w.t.Errorf("%s: %s was answered and is %s", where, id, r.State)
		}
	}
	for _, id := range s.queued {
		r := w.run(id)
		if r.State != functions.Succeeded && r.State != functions.Interrupted || r.State == functions.Succeeded && times[id] != 1 {
			w.t.Errorf("%s: %s was accepted and is %s after %d executions", where, id, r.State, times[id])
		}
	}
	walk := w.instance("walk", "base")
	at, _, err := w.reached(context.Background(), nango.Key{EnvironmentID: w.env, ConnectionID: walk.ConnectionID, Name: "sync:walk:base"})
	if err != nil || s.saved > 0 && (at < s.saved || at > s.saved+1) {
		w.t.Errorf("%s: checkpoint %d was saved, %d is there, %v", where, s.saved, at, err)
	}
	// Each number has one record, and no number is missing up to the last one that was acknowledged.
	count, err := w.records.Counts(context.Background(), w.env, walk.ConnectionID)
	if n := count["Step"].Live; err != nil || n < s.recorded || n < at || n > at+1 {
		w.t.Errorf("%s: %d records, %d were saved, the checkpoint is %d, %v", where, n, s.recorded, at, err)
	}
	for what, query := range halfStates {
		var n int
		w.must(w.db.Reader().QueryRow(query).Scan(&n))
		if n != 0 {
			w.t.Errorf("%s: %d %s", where, n, what)
		}
	}
	if r := w.state(walk).LastRun; r != nil && r.State == functions.Interrupted && len(w.told.interrupted) != 1 {
		w.t.Errorf("%s: the scheduler was told of %d interruptions", where, len(w.told.interrupted))
	}
}

// halfStates count what must not be there, whenever the process ended.
var halfStates = map[string]string{
	"ends that the notifier did not write": `SELECT count(*) FROM runs r LEFT JOIN outbox o ON o.run = r.id WHERE o.run IS NULL OR o.state <> r.state`,
	"writes of the notifier without a run": `SELECT count(*) FROM outbox WHERE run NOT IN (SELECT id FROM runs)`,
	"gaps or repetitions of job numbers":   `SELECT coalesce(max(job), 0) - count(DISTINCT job) + count(*) - count(DISTINCT job) FROM runs WHERE kind = 'sync'`,
	"wrong last sync dates": `SELECT count(*) FROM sync_instances WHERE last_sync_at IS NOT (SELECT started_at FROM runs WHERE kind = 'sync' AND state = 'succeeded'
		ORDER BY seq DESC LIMIT 1)`,
	"numbers without a record, or with several": `SELECT coalesce(max(CAST(external_id AS INTEGER)), 0) - count(DISTINCT external_id) + count(*) - count(DISTINCT external_id) FROM records`,
	"wrong counts of records":                   `SELECT count(*) FROM record_sets s WHERE s.added + s.updated + s.deleted <> (SELECT count(*) FROM records r WHERE r.set_id = s.id)`,
	"records of runs that are missing":          `SELECT count(*) FROM record_runs WHERE run NOT IN (SELECT id FROM runs)`,
	"sealed results that are missing":           `SELECT count(*) FROM runs WHERE deferred = 1 AND sealed_result IS NULL`,
	"damaged pages":                             `SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'`,
}

// executions counts how often each run was executed, by both processes.
func (w *world) executions(where string) map[string]int {
	w.t.Helper()
	text, err := os.ReadFile(filepath.Join(w.dir, "executions"))
	if err != nil && !os.IsNotExist(err) {
		w.t.Fatal(err)
	}
	times := map[string]int{}
	for _, id := range strings.Fields(string(text)) {
		if times[id]++; times[id] > 1 {
			w.t.Errorf("%s: run %s was executed twice", where, id)
		}
	}
	return times
}
