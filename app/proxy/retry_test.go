package proxy_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/outbound"
	"patchbay/app/proxy"
)

var noon = time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC)

func TestWhichAnswersAreRepeated(t *testing.T) {
	t.Parallel()
	codes := &catalog.Retry{ErrorCode: []string{"403", "5xx", "420-429"}}
	remaining := &catalog.Retry{Remaining: "X-Left"}
	for _, c := range []struct {
		status  int
		rules   *catalog.Retry
		retryOn []int
		left    string
		want    bool
	}{
		{500, nil, nil, "", true}, {503, nil, nil, "", true}, {429, nil, nil, "", true}, {401, nil, nil, "", true}, {400, nil, nil, "", false}, {404, nil, nil, "", false}, {409, nil, []int{409}, "", true},
		{403, codes, nil, "", true}, {502, codes, nil, "", true}, {425, codes, nil, "", true}, {430, codes, nil, "", false}, {401, codes, nil, "", false}, {401, codes, []int{401}, "", true},
		{403, remaining, nil, "0", true}, {403, remaining, nil, "1", false}, {403, remaining, nil, "", false},
	} {
		got, _, _ := proxy.Decide(c.status, http.Header{"X-Left": {c.left}}, "", c.rules, c.retryOn, 1, noon)
		if got != c.want {
			t.Errorf("%d with %+v and %v: %v", c.status, c.rules, c.retryOn, got)
		}
	}
}

// PX-15: every style of header, and absurd values in each.
func TestHowLongToWait(t *testing.T) {
	t.Parallel()
	at := func(names ...string) *catalog.Retry { return &catalog.Retry{At: names} }
	after := func(names ...string) *catalog.Retry { return &catalog.Retry{After: names} }
	inBody := func(strategy, value string) *catalog.Retry {
		return &catalog.Retry{InBody: &catalog.RetryInBody{Path: "error.message", Strategy: strategy, Value: value}}
	}
	soon := noon.Add(90 * time.Second)
	const google = `/User-rate limit exceeded\. +Retry after (.+)/`
	const giveUp = -1
	for _, c := range []struct {
		name    string
		rules   *catalog.Retry
		a, b    string // headers A and B
		body    string
		attempt int
		want    time.Duration
	}{
		{"first default", nil, "", "", "", 1, 3 * time.Second},
		{"third default", nil, "", "", "", 3, 12 * time.Second},
		{"default is capped", nil, "", "", "", 30, 10 * time.Minute},
		{"at, seconds", at("A"), fmt.Sprint(soon.Unix()), "", "", 1, 90 * time.Second},
		{"at, milliseconds", at("A"), fmt.Sprint(soon.UnixMilli()), "", "", 1, 90 * time.Second},
		{"at, RFC 3339", at("A"), soon.Format(time.RFC3339), "", "", 1, 90 * time.Second},
		{"at, HTTP date", at("A"), soon.Format(http.TimeFormat), "", "", 1, 90 * time.Second},
		{"at, the longest", at("A", "B"), fmt.Sprint(soon.Unix()), fmt.Sprint(noon.Add(time.Second).Unix()), "", 1, 90 * time.Second},
		{"at, past", at("A"), "1000000000", "", "", 1, 3 * time.Second},
		{"at, text", at("A"), "soon", "", "", 1, 3 * time.Second},
		{"at, negative", at("A"), "-1", "", "", 1, 3 * time.Second},
		{"at, year 3000", at("A"), "32503680000", "", "", 1, 3 * time.Second}, // as milliseconds that is January 1971
		{"at, year 3000 as a date", at("A"), "3000-01-01T00:00:00Z", "", "", 1, giveUp},
		{"at, huge", at("A"), "1e300", "", "", 1, giveUp},
		{"at, not a number", at("A"), "NaN", "", "", 1, 3 * time.Second},
		{"after", after("A"), "7", "", "", 1, 7 * time.Second},
		{"after, fraction", after("A"), "0.5", "", "", 1, 500 * time.Millisecond},
		{"after, the longest", after("A", "B"), "7", "20", "", 1, 20 * time.Second},
		{"after, a date is ignored", after("A"), soon.Format(http.TimeFormat), "", "", 1, 3 * time.Second},
		{"after, negative", after("A"), "-1", "", "", 1, 3 * time.Second},
		{"after, infinite", after("A"), "Inf", "", "", 1, giveUp},
		{"after, a day", after("A"), "86400", "", "", 1, giveUp},
		{"at before after", &catalog.Retry{At: []string{"A"}, After: []string{"B"}}, fmt.Sprint(soon.Unix()), "5", "", 1, 90 * time.Second},
		{"in the body", inBody("at", google), "", "", `{"error":{"message":"User-rate limit exceeded.  Retry after ` + soon.Format(time.RFC3339) + `"}}`, 1, 90 * time.Second},
		{"in the body, after", inBody("after", `wait (\d+)`), "", "", `{"error":{"message":"wait 4 s"}}`, 1, 4 * time.Second},
		{"in another body", inBody("after", `wait (\d+)`), "", "", `[]`, 1, 3 * time.Second},
		{"bad expression", inBody("after", `wait (`), "", "", `{"error":{"message":"wait 4 s"}}`, 1, 3 * time.Second},
	} {
		retry, wait, reason := proxy.Decide(429, http.Header{"A": {c.a}, "B": {c.b}}, c.body, c.rules, nil, c.attempt, noon)
		if c.want == giveUp {
			if retry || !strings.Contains(reason, "too long") {
				t.Errorf("%s: retry %v after %v (%s)", c.name, retry, wait, reason)
			}
			continue
		}
		if !retry || wait != c.want {
			t.Errorf("%s: retry %v after %v, want %v", c.name, retry, wait, c.want)
		}
	}
	if _, wait, _ := proxy.Decide(429, http.Header{"Retry-After": {"9"}}, "", nil, nil, 1, noon); wait != 9*time.Second {
		t.Errorf("the standard header: %v", wait)
	}
}

func TestRetriesAreMadeLoggedAndBounded(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.Header.Get("X-Api-Key")[len(canary):])
		w.Header().Set("Retry-After", "1")
		body, _ := io.ReadAll(r.Body)
		if n < 3 {
			w.WriteHeader(429)
		}
		fmt.Fprintf(w, "attempt %d with %s", n, body)
	})
	b := newBench(t, setup{})
	live := b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	// Between attempts the credentials are read anew: another call may have renewed them.
	b.connections.renew = func(reads int, _ *connect.Live) *connect.Live {
		fresh := *live
		key := fmt.Sprint(canary, reads)
		fresh.Values = map[string]any{"apiKey": key}
		return &fresh
	}
	r := post("/x", "application/json", `{"a":1}`)
	r.Retries = 5
	res, body := b.do(t, r)
	if res.Status != 200 || res.Attempts != 3 || body != `attempt 3 with {"a":1}` {
		t.Errorf("%d after %d attempts: %s", res.Status, res.Attempts, body)
	}
	if fmt.Sprint(b.waits) != "[1s 1s]" {
		t.Errorf("waits %v", b.waits)
	}
	op, messages := b.operation(t)
	if op.Attempts != 3 || len(messages) != 3 {
		t.Fatalf("%+v with %d lines", op, len(messages))
	}
	first := messages[0].Exchange
	if first.Status != 429 || first.Attempt != 1 || first.RetryReason != "status 429" || first.RetryAfter != time.Second || first.ResponseBody != `attempt 1 with {"a":1}` || first.RequestBody != `{"a":1}` {
		t.Errorf("first attempt %+v", first)
	}
	b.connections.renew, b.waits = nil, nil
	live.Values = map[string]any{"apiKey": canary + "0"}
	r = get("/x")
	r.Retries = 2
	if res, _ := b.do(t, r); res.Status != 429 || res.Attempts != 3 || len(b.waits) != 2 || res.Header.Get("Retry-After") != "1" {
		t.Errorf("when it never works: %d after %d attempts", res.Status, res.Attempts)
	}
}

// Security PX-16.
func TestNothingIsRepeatedUnasked(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) {
		conn, _, _ := w.(http.Hijacker).Hijack()
		conn.Close() // the request arrived, the answer did not
	})
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	res, body := b.do(t, post("/x", "application/json", `{}`))
	if up.count() != 1 || res.Failure == nil || res.Failure.Code != outbound.CodeConnectionReset || !strings.Contains(body, "ECONNRESET") {
		t.Errorf("POST went out %d times, %v", up.count(), res.Failure)
	}
	r := post("/x", "application/json", `{}`)
	r.Retries = 2
	if res, _ := b.do(t, r); up.count() != 4 || res.Attempts != 3 {
		t.Errorf("with Retries: 2 it went out %d times", up.count()-1)
	}
}

func TestWhatWillNotChangeIsNotRepeated(t *testing.T) {
	t.Parallel()
	b := newBench(t, setup{})
	b.connection(keyed("http://api.nowhere.invalid"), auth.APIKey{Key: canary}, nil)
	r := get("/x")
	r.Retries = 3
	res, err := b.Do(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.Attempts != 1 && res.Failure.Code != outbound.CodeDNSUnavailable { // a machine without a name service says so
		t.Errorf("%d attempts for %v", res.Attempts, res.Failure)
	}
	r = get("/x")
	r.Retries, r.BaseURLOverride = 3, "http://10.0.0.1"
	if _, err := b.Do(t.Context(), r); !fault.HasCode(err, proxy.CodeNotAllowed) || len(b.waits) > 3 {
		t.Errorf("refused destination: %v", err)
	}
}

func TestALargeBodyIsSentOnceThoughRetriesAreAsked(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500) })
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	r := post("/x", "text/plain", strings.Repeat("x", 17<<20))
	r.Retries = 3
	res, _ := b.do(t, r)
	if res.Attempts != 1 || len(up.last(t).Body) != 17<<20 {
		t.Errorf("%d attempts, %d bytes", res.Attempts, len(up.last(t).Body))
	}
	if _, messages := b.operation(t); !strings.Contains(mustJSON(t, messages), "sent only once") {
		t.Error("the log does not say why")
	}
}

func TestTheWaitEndsWithTheCaller(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) })
	b := newBench(t, setup{})
	b.connection(keyed(up.URL), auth.APIKey{Key: canary}, nil)
	ctx, cancel := contextWithCancel(t)
	b.Service = proxy.New(proxy.Options{Connect: b.connections, Outbound: b.outbound, Logs: b.store, Wait: func(ctx context.Context, _ time.Duration) error {
		cancel()
		<-ctx.Done()
		return ctx.Err()
	}})
	r := get("/x")
	r.Retries = 9
	done := make(chan error, 1)
	go func() {
		_, err := b.Do(ctx, r)
		done <- err
	}()
	if err := <-done; !fault.HasCode(err, outbound.CodeCancelled) {
		t.Errorf("%v", err)
	}
}
