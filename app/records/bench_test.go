package records_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"patchbay/app/records"
	"patchbay/app/sqlite"
)

// A hundred batches of a thousand records of about 300 bytes, as a sync of a list sends them.
const (
	benchBatches = 100
	benchBatch   = 1000
)

// benchRecord has another name in each version.
func benchRecord(i, version int) string {
	return fmt.Sprintf(`{"id":"rec-%07d","name":"Record number %d, version %d","email":"user%d@example.com","amount":%d,"active":%t,"note":"%s"}`,
		i, i, version, i, i*7, i%2 == 0, strings.Repeat("lorem ipsum ", 14))
}

// benchData is the whole list; every nth record has version 1, the others have version 0. No nth: 0.
func benchData(nth int) []string {
	batches := make([]string, benchBatches)
	for b := range batches {
		list := make([]string, benchBatch)
		for i := range list {
			number, version := b*benchBatch+i, 0
			if nth > 0 && number%nth == 0 {
				version = 1
			}
			list[i] = benchRecord(number, version)
		}
		batches[b] = "[" + strings.Join(list, ",") + "]"
	}
	return batches
}

func saveAll(b *testing.B, w *world, job int64, batches []string) {
	b.Helper()
	for _, array := range batches {
		w.save(job, array)
	}
}

// report gives the time for one record beside the time for all.
func report(b *testing.B) {
	b.Helper()
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*benchBatches*benchBatch), "ns/record")
}

// liveWorld is a world with the real clock.
func liveWorld(b *testing.B) *world {
	b.Helper()
	w := newWorld(b, records.Options{})
	db, err := openDatabase(b.Context(), filepath.Join(b.TempDir(), "main.db"), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	w.db, w.Service = db, records.New(records.Options{DB: db})
	return w
}

// BenchmarkSave100000 compares batchSave of 100,000 records with the bare loop: the same payloads through a prepared
// insert into a table with nothing but an id and a text, in the same kind of database and transactions.
func BenchmarkSave100000(b *testing.B) {
	first, tenth := benchData(0), benchData(10)
	b.Run("bare", func(b *testing.B) { benchBare(b, first) })
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			w := liveWorld(b)
			b.StartTimer()
			saveAll(b, w, 1, first)
		}
		report(b)
	})
	b.Run("unchanged", func(b *testing.B) {
		w := liveWorld(b)
		saveAll(b, w, 1, first)
		job := int64(1)
		for b.Loop() {
			job++
			saveAll(b, w, job, first)
		}
		report(b)
	})
	b.Run("unchanged, tracked", func(b *testing.B) {
		w := liveWorld(b)
		saveAll(b, w, 1, first)
		job := int64(1)
		for b.Loop() {
			job++
			if err := w.StartTracking(b.Context(), contacts, job, runOf(job)); err != nil {
				b.Fatal(err)
			}
			saveAll(b, w, job, first)
			if gone, err := w.DeleteUnseen(b.Context(), contacts, job, runOf(job), "not seen"); err != nil || len(gone) > 0 {
				b.Fatal(len(gone), err)
			}
		}
		report(b)
	})
	b.Run("tenth changed", func(b *testing.B) {
		w := liveWorld(b)
		saveAll(b, w, 1, first)
		job := int64(1)
		for b.Loop() {
			job++
			saveAll(b, w, job, [][]string{first, tenth}[job%2^1])
		}
		report(b)
	})
}

func benchBare(b *testing.B, batches []string) {
	plain := make([][]string, len(batches)) // taken apart beforehand: the loop only inserts
	for i := range batches {
		for n := range benchBatch {
			plain[i] = append(plain[i], benchRecord(i*benchBatch+n, 0))
		}
	}
	for b.Loop() {
		b.StopTimer()
		path := filepath.Join(b.TempDir(), "bare.db")
		db, err := openDatabase(b.Context(), path, time.Now)
		if err == nil {
			err = db.WithTx(b.Context(), func(tx *sqlite.Tx) error {
				_, err := tx.Exec(`CREATE TABLE bare (id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT`)
				return err
			})
		}
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		for batch, list := range plain {
			err := db.WithTx(b.Context(), func(tx *sqlite.Tx) error {
				insert, err := tx.Prepare(`INSERT INTO bare (id, body) VALUES (?, ?)`)
				if err != nil {
					return err
				}
				for i, text := range list {
					if _, err := insert.Exec(fmt.Sprintf("rec-%07d", batch*benchBatch+i), text); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		}
		b.StopTimer()
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		_ = os.Remove(path) // hundreds of megabytes otherwise
		b.StartTimer()
	}
	report(b)
}
