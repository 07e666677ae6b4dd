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
