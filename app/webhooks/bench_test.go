package webhooks_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"patchbay/app/sqlite"
	"patchbay/app/webhooks"
)

// BenchmarkWebhookIn is one signed webhook from the request to its answer, beside a bare handler that writes the body into
// one row and nothing else.
func BenchmarkWebhookIn(b *testing.B) {
	bodies := func(n int) string { return strings.Replace(issueBody, "i-1", fmt.Sprint("i-", n), 1) }
	b.Run("bare", func(b *testing.B) {
		w := begin(b)
		w.must(w.db.WithTx(b.Context(), func(tx *sqlite.Tx) error {
			_, err := tx.ExecContext(b.Context(), `CREATE TABLE bare (body BLOB)`)
			return err
		}))
		serve(b, bodies, http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err == nil {
				err = w.db.WithTx(r.Context(), func(tx *sqlite.Tx) error {
					_, err := tx.ExecContext(r.Context(), `INSERT INTO bare (body) VALUES (?)`, body)
					return err
				})
			}
			if err != nil {
				out.WriteHeader(http.StatusInternalServerError)
			}
		}))
	})
	b.Run("patchbay", func(b *testing.B) {
		w := begin(b)
		linear(w)
		w.install("linear", nil) // what functions cost is measured elsewhere
		_, err := w.connect.UpdateIntegration(b.Context(), w.env.ID, "linear", update(false))
		w.must(err)
		serve(b, bodies, http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			w.must(err)
			answer, err := w.Receive(r.Context(), webhooks.Arrival{Environment: w.env, Integration: "linear", Header: r.Header, Body: body})
			w.must(err)
			out.WriteHeader(answer.Status)
		}))
	})
}

func serve(b *testing.B, body func(int) string, handler http.Handler) {
	b.Helper()
	n := 0
	for b.Loop() {
		n++
		text := body(n)
		r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/", strings.NewReader(text))
		r.Header = issue("linear-webhook-secret", text)
		out := httptest.NewRecorder()
		handler.ServeHTTP(out, r)
		if out.Code != http.StatusOK {
			b.Fatal(out.Code)
		}
	}
}
