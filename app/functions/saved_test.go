package functions_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/records"
	"patchbay/app/sqlite"
)

// savesThenHangs is a sync that stores records and then hangs until it is cut off. It says when the records are there.
func (w *world) savesThenHangs(began chan<- struct{}) behaviour {
	return func(ctx context.Context, r nango.Run) (nango.Outcome, error) {
		for model, n := range map[string]int{"Issue": 2, "User": 1} {
			for id := range n {
				if _, err := w.records.Save(ctx, records.Write{Target: w.target(records.StoredModel(model, r.Variant)), RunID: r.ID, Job: r.Job,
					Records: fmt.Appendf(nil, `[{"id":"%d"}]`, id)}); err != nil {
					return nango.Outcome{}, err
				}
			}
		}
		close(began)
		<-ctx.Done()
		return nango.Outcome{}, ctx.Err()
	}
}

// A sync that was cut off tells what it had saved, whether Patchbay was closed or crashed.
func TestAnInterruptedSyncTellsWhatItSaved(t *testing.T) {
	t.Parallel()
	for name, crash := range map[string]bool{"closed": false, "crashed": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := begin(t)
			began, ended := make(chan struct{}), make(chan error)
			w.sync("issues", w.savesThenHangs(began))
			in := w.syncOf("issues")
			in.Variant = "eu"
			go func() { _, err := w.RunSync(context.Background(), in); ended <- err }()
			<-began
			w.close()
			if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
			w.open()
			if crash {
				w.must(w.db.WithTx(t.Context(), func(tx *sqlite.Tx) error { // as if the end had not been written
					_, err := tx.Exec(`UPDATE runs SET state = 'running', finished_at = NULL, error = NULL, results = NULL; DELETE FROM outbox`)
					return err
				}))
			}
			w.start()
			r := w.last()
			if r.State != functions.Interrupted || len(r.Results) != 2 || r.Results["Issue"].Added != 2 || r.Results["User"].Added != 1 {
				t.Errorf("the run is %s with %v, want interrupted with 2 issues and 1 user added", r.State, r.Results)
			}
		})
	}
}
