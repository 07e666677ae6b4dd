package proxy_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/connect"
	"patchbay/app/logs"
	"patchbay/app/proxy"
)

func fromFunction(b *bench, retries int) (*proxy.Request, *logs.Recorder) {
	rec := b.store.Begin(logs.Operation{EnvironmentID: 1, Kind: "sync", Title: "Sync"})
	r := get("/things")
	r.Source, r.Retries, r.OperationID = proxy.SourceFunction, retries, rec.ID()
	return r, rec
}

func texts(messages []logs.Message) (all []string) {
	for _, m := range messages {
		if m.Exchange != nil {
			all = append(all, fmt.Sprint("http ", m.Exchange.Status))
			continue
		}
		all = append(all, m.Kind+" "+m.Text)
	}
	return all
}

func TestRefusedCredentialsAreNotTriedAgainUntilTheyChange(t *testing.T) {
	t.Parallel()
	refusing := newUpstream(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusUnauthorized) })
	for name, c := range map[string]struct {
		renewed bool
		calls   int
		last    string
	}{
		"the same":       {false, 1, "log Skipping retry HTTP call (reason: invalid_credentials) [1/3]"},
		"renewed for 2.": {true, 2, "log Skipping retry HTTP call (reason: invalid_credentials) [2/3]"},
	} {
		t.Run(name, func(t *testing.T) {
			before := refusing.count()
			b := newBench(t, setup{})
			b.connection(keyed(refusing.URL), auth.APIKey{Key: canary}, nil)
			b.connections.renew = func(reads int, live *connect.Live) *connect.Live {
				if !c.renewed || reads < 2 {
					return live
				}
				again := *live
				again.Credentials = auth.APIKey{Key: "another-key-that-came-later"}
				return &again
			}
			r, rec := fromFunction(b, 3)
			res, body := b.do(t, r)
			if res.Status != http.StatusUnauthorized || body != "" || refusing.count()-before != c.calls {
				t.Errorf("status %d, body %q after %d calls", res.Status, body, refusing.count()-before)
			}
			_, messages, _ := b.store.Get(t.Context(), 1, rec.ID())
			if got := texts(messages); !slices.Contains(got, c.last) {
				t.Errorf("timeline: %q", got)
			}
		})
	}
}

func TestAFunctionSeesWaitsAndCookies(t *testing.T) {
	t.Parallel()
	calls := 0
	busy := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		if calls++; calls == 1 {
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		w.Header().Set("Set-Cookie", "a=b")
		w.WriteHeader(http.StatusOK)
	})
	b := newBench(t, setup{})
	b.connection(keyed(busy.URL), auth.APIKey{Key: canary}, nil)
	r, rec := fromFunction(b, 2)
	res, _ := b.do(t, r)
	if res.Status != http.StatusOK || res.Header.Get("Set-Cookie") != "a=b" || !slices.Equal(b.waits, []time.Duration{2 * time.Hour}) {
		t.Errorf("%d %v, waits %v", res.Status, res.Header, b.waits)
	}
	_, messages, _ := b.store.Get(t.Context(), 1, rec.ID())
	want := "http 429|wait Retrying HTTP call (reason: status 429). Waiting for 7200000ms [1/2]|http 200"
	if got := strings.Join(texts(messages), "|"); got != want {
		t.Errorf("timeline: %s\nwant: %s", got, want)
	}
}
