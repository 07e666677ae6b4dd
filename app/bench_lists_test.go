package app_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// BenchmarkConnections lists 10,000 connections in one answer, beside a bare handler that reads the same texts from one
// table of SQLite and writes them behind each other.
func BenchmarkConnections(b *testing.B) {
	patchbay := spawn(b, benchEnv(b, "http://127.0.0.1:1"), program(), "serve", "--json")
	defer patchbay.stop(b)
	post(b, patchbay.url+"/integrations", `{"provider":"unauthenticated","unique_key":"open"}`)
	work, group := make(chan int), sync.WaitGroup{}
	for range 8 {
		group.Go(func() {
			for i := range work {
				post(b, patchbay.url+"/connections", fmt.Sprintf(`{"provider_config_key":"open","connection_id":"c-%d","credentials":{"type":"NONE"},"tags":{"team":"t%d"}}`, i, i%10))
			}
		})
	}
	for i := range 10_000 {
		work <- i
	}
	close(work)
	group.Wait()
	besideBare(b, patchbay.url+"/connections", "connections", 10_000)
}

// BenchmarkRecords lists pages of 1,000 out of 10,000 records, beside the same bare handler.
func BenchmarkRecords(b *testing.B) {
	api := newFakeAPI()
	defer api.Close()
	inner := api.Config.Handler
	api.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/large" {
			inner.ServeHTTP(w, r)
			return
		}
		var out []string
		for i := range 10_000 {
			out = append(out, fmt.Sprintf(`{"id":%d,"title":"item %d","text":%q}`, i, i, strings.Repeat("lorem ", 20)))
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, "["+strings.Join(out, ",")+"]")
	})
	patchbay, _ := benchFunctions(b, api.URL)
	syncOnce(b, patchbay, `{}`)
	besideBare(b, patchbay.url+"/records?model=Item&limit=1000", "records", 1000)
}

// besideBare asks for a list again and again, here and of a handler that has the same items as texts in a table.
func besideBare(b *testing.B, address, under string, want int) {
	b.Helper()
	var whole map[string]json.RawMessage
	var items []json.RawMessage
	if err := json.Unmarshal(listed(b, address), &whole); err != nil {
		b.Fatal(err)
	}
	if err := json.Unmarshal(whole[under], &items); err != nil || len(items) != want {
		b.Fatalf("%d items, want %d: %v", len(items), want, err)
	}
	bare := bareRows(b, items)
	for _, each := range []struct{ name, address string }{{"bare", bare.URL}, {"patchbay", address}} {
		b.Run(each.name, func(b *testing.B) {
			for b.Loop() {
				b.SetBytes(int64(len(listed(b, each.address))))
			}
		})
	}
}

func listed(b *testing.B, address string) []byte {
	b.Helper()
	req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, address, http.NoBody)
	if err != nil {
		b.Fatal(err)
	}
	req.Header = http.Header{"Authorization": {"Bearer " + benchKey}, "Provider-Config-Key": {"acme"}, "Connection-Id": {"jane"}}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		b.Fatalf("%s: %d %v %.200s", address, resp.StatusCode, err, body)
	}
	return body
}

// bareRows is the baseline of lists: rows of SQLite, written as they are.
func bareRows(b *testing.B, items []json.RawMessage) *httptest.Server {
	b.Helper()
	db, err := sql.Open("sqlite", filepath.Join(b.TempDir(), "bare.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	tx, err := db.BeginTx(b.Context(), nil)
	if err == nil {
		_, err = tx.ExecContext(b.Context(), `CREATE TABLE items (id INTEGER PRIMARY KEY, body TEXT)`)
	}
	for _, item := range items {
		if err == nil {
			_, err = tx.ExecContext(b.Context(), `INSERT INTO items (body) VALUES (?)`, string(item))
		}
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rows, err := db.QueryContext(r.Context(), `SELECT body FROM items ORDER BY id`)
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		defer rows.Close()
		var out bytes.Buffer
		for comma := "["; rows.Next(); comma = "," {
			var text sql.RawBytes
			if err := rows.Scan(&text); err != nil {
				w.WriteHeader(http.StatusInternalServerError)
				return
			}
			out.WriteString(comma)
			out.Write(text)
		}
		out.WriteByte(']')
		if rows.Err() != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		_, _ = w.Write(out.Bytes())
	}))
	b.Cleanup(server.Close)
	return server
}
