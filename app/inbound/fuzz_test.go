package inbound_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"patchbay/app/inbound"
)

// FuzzReceive: nothing a stranger sends is verified, and whatever is understood stays within the rules.
func FuzzReceive(f *testing.F) {
	cat, err := known()
	if err != nil {
		f.Fatal(err)
	}
	for i, c := range readings() {
		f.Add(uint8(i), c.body, strings.Join(c.headers, "\n"), c.query.Encode())
	}
	for i, header := range proofs {
		f.Add(uint8(i), `{"type":"x"}`, header+"\nv0=t=1,v1=whsec_", "nangoConnectionId=c1")
	}
	scripts := inbound.Families()
	f.Fuzz(func(t *testing.T, pick uint8, body, headers, query string) {
		script := scripts[int(pick)%len(scripts)].Script
		req := inbound.Request{Header: http.Header{}, Body: []byte(body), URL: "https://hooks.example.com/webhook/dev/x"}
		parts := strings.Split(headers, "\n")
		for i := 0; i+1 < len(parts); i += 2 {
			req.Header.Add(parts[i], parts[i+1])
		}
		req.Query, _ = url.ParseQuery(query)
		for _, summary := range cat.All() {
			p, _ := cat.Get(summary.Key)
			if p.WebhookRoutingScript != script {
				continue
			}
			keys := secretKeys("a secret nobody guesses")
			got, err := at(t, now).Receive(t.Context(), p, req, keys, holds("another"))
			if err == nil {
				checkUnderstood(t, got)
			}
			return
		}
	})
}

// FuzzForm: whatever a form says becomes JSON of a bounded depth that loses no text, or is refused.
func FuzzForm(f *testing.F) {
	for _, seed := range []string{"a=1&b=2", "a[b]=1&a[c][]=2&a[]=3&a[0][x]=4", "a[__proto__]=1", "a[[=1&]a[]b]=2", strings.Repeat("a[]", 40), "%5B%5D=1&=2"} {
		f.Add(seed)
	}
	cat, err := known()
	if err != nil {
		f.Fatal(err)
	}
	affinity, _ := cat.Get("affinity")
	f.Fuzz(func(t *testing.T, body string) {
		body = strings.TrimSpace(body)
		req := inbound.Request{Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, Body: []byte(body)}
		got, err := at(t, now).Receive(t.Context(), affinity, req, inbound.Keys{}, nil)
		if err != nil {
			return
		}
		var tree map[string]any
		if err := json.Unmarshal(got.Forward, &tree); err != nil {
			t.Fatalf("%q became %s: %v", body, got.Forward, err)
		}
		want := 0
		for pair := range strings.SplitSeq(body, "&") {
			name, _, _ := strings.Cut(pair, "=")
			if name, err := url.QueryUnescape(name); err == nil && name != "" && !strings.Contains(name, "__proto__") {
				want++
			}
		}
		if texts := textsIn(tree, 0); texts < want || len(body) > 0 && texts > strings.Count(body, "&")+1 {
			t.Errorf("%q has %d texts as %s, want %d", body, texts, got.Forward, want)
		}
	})
}

// textsIn counts the texts of a tree, and panics where it is deeper than a form may be.
func textsIn(value any, depth int) int {
	if depth > 64 {
		panic("too deep")
	}
	count := 0
	switch value := value.(type) {
	case string:
		return 1
	case []any:
		for _, item := range value {
			count += textsIn(item, depth+1)
		}
	case map[string]any:
		for _, item := range value {
			count += textsIn(item, depth+1)
		}
	}
	return count
}

func checkUnderstood(t *testing.T, got inbound.Result) {
	t.Helper()
	if got.Verification == inbound.Verified || got.Verification == inbound.Vouched {
		t.Errorf("a stranger's delivery is %s", got.Verification)
	}
	if got.Answer.Status != http.StatusOK || got.Forward != nil && !json.Valid(got.Forward) {
		t.Errorf("answered %d, forwards %s", got.Answer.Status, got.Forward)
	}
	for _, e := range got.Events {
		if !json.Valid(e.Payload) || len(e.Matches) == 0 {
			t.Errorf("an event with payload %s concerns %v", e.Payload, e.Matches)
		}
	}
}
