package records_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tidwall/gjson"

	"patchbay/app/records"
)

const crashRecords = 40 // in one batch; every other run saves the second half only, and deletes the first as unseen

// crashChild is a sync that runs for ever. It prints a run's number before it saves, and after each step that came back.
func crashChild(folder string) error {
	ctx := context.Background()
	db, err := openDatabase(ctx, filepath.Join(folder, "main.db"), time.Now)
	if err != nil {
		return err
	}
	cache := records.New(records.Options{DB: db, History: records.History{Runs: 5}})
	var job int64
	if err := db.Reader().QueryRow(`SELECT coalesce(max(CAST(substr(run, 5) AS INTEGER)), 0) FROM record_runs`).Scan(&job); err != nil {
		return err
	}
	for {
		job++
		if err := cache.StartTracking(ctx, contacts, job, runOf(job)); err != nil {
			return err
		}
		if _, err := cache.Save(ctx, batchOf(job, crashBatch(job))); err != nil {
			return err
		}
		fmt.Println("saved", job)
		if _, err := cache.DeleteUnseen(ctx, contacts, job, runOf(job), "not seen"); err != nil {
			return err
		}
		fmt.Println("ended", job)
	}
}

func crashBatch(job int64) string {
	list := []string{}
	for i := range crashRecords {
		if job%2 == 1 || i >= crashRecords/2 {
			list = append(list, fmt.Sprintf(`{"id":"r%02d","job":%d,"text":%q}`, i, job, strings.Repeat("x", 900)))
		}
	}
	return "[" + strings.Join(list, ",") + "]"
}

// killedChild runs the child, kills it some time after so many lines, and returns the last one.
func killedChild(t *testing.T, folder string, lines int, more time.Duration) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childFolder+"="+folder)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	pipe, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	var last string
	for scanner := bufio.NewScanner(pipe); scanner.Scan(); {
		last = scanner.Text()
		if lines--; lines == 0 {
			defer time.AfterFunc(more, func() { _ = cmd.Process.Kill() }).Stop() // it may have ended by itself
		}
	}
	if err := cmd.Wait(); err == nil || stderr.Len() > 0 {
		t.Fatalf("the child ended by itself: %v %s", err, stderr.String())
	}
	return last
}

// rounds is how often the test kills; PATCHBAY_CRASH_ROUNDS raises it for a long run.
func rounds(t *testing.T) int {
	t.Helper()
	text := os.Getenv("PATCHBAY_CRASH_ROUNDS")
	if text == "" {
		return 10
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("PATCHBAY_CRASH_ROUNDS: %v", err)
	}
	return n
}

// Killed at any moment, the cache holds every batch it has acknowledged, no half one, and counts that agree.
func TestKillWhileSaving(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1)) // other moments on every run
	for round := range rounds(t) {
		step, number, _ := strings.Cut(killedChild(t, folder, 1+random.IntN(20), time.Duration(random.IntN(20_000))*time.Microsecond), " ")
		acknowledged, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		db, err := openDatabase(t.Context(), filepath.Join(folder, "main.db"), time.Now)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		w := &world{TB: t, db: db, Service: records.New(records.Options{DB: db})}
		var verdict string
		if err := db.Reader().QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
			t.Fatalf("integrity check: %q, %v", verdict, err)
		}
		w.checkCounts(contacts)
		w.checkCrash(acknowledged, step == "ended")
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func (w *world) checkCrash(acknowledged int64, ended bool) {
	w.Helper()
	jobs, deleted := map[string]map[int64]int{"first": {}, "second": {}}, 0
	for id, row := range w.list(contacts) {
		half := "second"
		if id < "r20" {
			half = "first"
			if row.action == "DELETED" {
				deleted++
			}
		}
		jobs[half][gjson.Get(row.payload, "job").Int()]++
	}
	if len(jobs["first"]) != 1 || len(jobs["second"]) != 1 || deleted%(crashRecords/2) != 0 {
		w.Fatalf("half a batch: %v, %d deleted", jobs, deleted)
	}
	for job := range jobs["second"] {
		if job < acknowledged || job > acknowledged+1 {
			w.Fatalf("acknowledged %d, stored %d", acknowledged, job)
		}
		if ended && job == acknowledged && (deleted > 0) != (job%2 == 0) {
			w.Fatalf("run %d has ended; %d are deleted", job, deleted)
		}
		if _, err := w.RunChanges(w.Context(), 1, runOf(job), records.Filter{}); err != nil {
			w.Fatalf("the history of run %d: %v", job, err)
		}
	}
}
