package proxy_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"patchbay/app/auth"
	"patchbay/app/catalog"
	"patchbay/app/diagnosis"
	"patchbay/app/fault"
	"patchbay/app/proxy"
)

// checkAgainst verifies a key with an upstream that answers like this.
func checkAgainst(t *testing.T, handler http.HandlerFunc) error {
	t.Helper()
	provider := keyed(newUpstream(t, handler).URL)
	provider.Proxy.Verification = &catalog.Verification{Endpoints: []string{"/me"}}
	return newBench(t, setup{}).Verify(t.Context(), verification(provider, auth.APIKey{Key: canary}))
}

func TestASuccessThatRefusesMakesNoConnection(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, contentType, body string
		want                    diagnosis.Cause // "": the credentials are good
		words                   string
	}{
		{"sign-in page", "text/html; charset=utf-8", "<title>Sign in</title>", diagnosis.NotJSON, "“Sign in”"},
		{"page that is called JSON", "application/json", "\n<!doctype html><html>", diagnosis.NotJSON, "sign-in page"},
		{"ok false", "application/json", `{"ok":false,"error":"invalid_auth"}`, diagnosis.Credentials, "invalid_auth"},
		{"success false", "application/json", `{"success":false,"message":"No such key"}`, diagnosis.Credentials, "No such key"},
		{"error", "application/json", `{"error":{"code":401,"message":"Invalid key ` + canary + `"}}`, diagnosis.Credentials, "Invalid key •••"},
		{"errors", "text/plain", `{"errors":[{"detail":"Key has ended"}]}`, diagnosis.Credentials, "Key has ended"},
		{"errors beside data", "application/json", `{"data":{"me":1},"errors":[{"message":"slow"}]}`, "", ""},
		{"no errors", "application/json", `{"ok":true,"error":null,"errors":[]}`, "", ""},
		{"a list", "application/json", `[{"error":"this is a record"}]`, "", ""},
		{"nothing", "", ``, "", ""},
		{"long", "application/json", `{"items":["` + strings.Repeat("x", 200<<10) + `"]}`, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			err := checkAgainst(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", c.contentType)
				io.WriteString(w, c.body)
			})
			if c.want == "" {
				if err != nil {
					t.Errorf("good credentials: %v", err)
				}
				return
			}
			found, _ := errors.AsType[*diagnosis.Finding](err)
			if !fault.HasCode(err, proxy.CodeTestFailed) || found == nil || found.Cause != c.want || !strings.Contains(fault.From(err).Error(), c.words) {
				t.Errorf("%v, %+v", err, found)
			}
			if strings.Contains(mustJSON(t, found)+err.Error(), canary) {
				t.Errorf("the key is told: %v", err)
			}
		})
	}
}

func TestARefusalCarriesStatusAndWordsOfTheProvider(t *testing.T) {
	t.Parallel()
	err := checkAgainst(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		io.WriteString(w, `{"code":"key_unknown","message":"Invalid API key"}`)
	})
	found, ok := errors.AsType[*diagnosis.Finding](err)
	if !ok || found.Cause != diagnosis.Credentials || strings.Contains(found.Remedy, "app") && strings.Contains(found.Remedy, "settings") {
		t.Fatalf("%+v", found)
	}
	if told := strings.Join(found.Evidence, "\n"); !strings.Contains(told, "127.0.0.1 answered with status 403.") || !strings.Contains(told, "key_unknown, “Invalid API key”") {
		t.Errorf("%q", told)
	}
}

func TestACheckThatBreaksOffSaysSo(t *testing.T) {
	t.Parallel()
	err := checkAgainst(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, `{"ok":`)
	})
	found, _ := errors.AsType[*diagnosis.Finding](err)
	if !fault.HasCode(err, proxy.CodeTestFailed) || !strings.Contains(err.Error(), "Acme broke off in the middle of its answer while checking the credentials.") ||
		found == nil || found.Cause != diagnosis.Network || found.Remedy == "" {
		t.Errorf("%v, %+v", err, found)
	}
}

// A provider that never ends its answer holds nobody longer than a check may last.
func TestACheckThatDripsEnds(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			io.WriteString(w, " ")
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
			case <-time.After(5 * time.Millisecond):
			}
		}
	})
	provider := keyed(up.URL)
	provider.Proxy.Verification = &catalog.Verification{Endpoints: []string{"/me"}}
	b := newBench(t, setup{probe: 100 * time.Millisecond})
	err := b.Verify(t.Context(), verification(provider, auth.APIKey{Key: canary}))
	found, _ := errors.AsType[*diagnosis.Finding](err)
	if !strings.Contains(fault.From(err).Error(), "Acme took too long over its answer") || found == nil || found.Cause != diagnosis.Network {
		t.Errorf("%v, %+v", err, found)
	}
	if op, _ := b.operation(t); op.Error == nil {
		t.Error("the log calls it a success")
	}
}

// A provider that does not even begin to answer.
func TestACheckWithoutAnAnswerEnds(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	provider := keyed(up.URL)
	provider.Proxy.Verification = &catalog.Verification{Endpoints: []string{"/me"}}
	err := newBench(t, setup{probe: 100 * time.Millisecond}).Verify(t.Context(), verification(provider, auth.APIKey{Key: canary}))
	found, _ := errors.AsType[*diagnosis.Finding](err)
	if !fault.HasCode(err, proxy.CodeTestFailed) || found == nil || found.Cause != diagnosis.Network || strings.Contains(err.Error(), "went away") {
		t.Errorf("%v, %+v", err, found)
	}
}

// What is behind the beginning of a long answer is not read, and the log does not call that a failure.
func TestALongAnswerIsNoFailure(t *testing.T) {
	t.Parallel()
	up := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `{"items":["`+strings.Repeat("x", 2<<20)+`"]}`)
	})
	provider := keyed(up.URL)
	provider.Proxy.Verification = &catalog.Verification{Endpoints: []string{"/me"}}
	b := newBench(t, setup{})
	if err := b.Verify(t.Context(), verification(provider, auth.APIKey{Key: canary})); err != nil {
		t.Error(err)
	}
	if op, _ := b.operation(t); op.Error != nil {
		t.Errorf("%+v", op.Error)
	}
}
