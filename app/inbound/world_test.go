package inbound_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/inbound"
	"patchbay/app/outbound"
	"patchbay/providers"
)

// now is when everything in these tests happens, unless a test says otherwise.
var now = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// known is the catalog that ships, read once: it is read-only.
var known = sync.OnceValues(func() (*catalog.Catalog, error) { return catalog.Open(providers.Index, "", nil) })

func provider(t *testing.T, key string) *catalog.Provider {
	t.Helper()
	cat, err := known()
	must(t, err)
	p, ok := cat.Get(key)
	if !ok {
		t.Fatalf("no provider %s", key)
	}
	return p
}

// routed lists the catalog's providers whose webhooks the reference describes.
func routed(t *testing.T) []*catalog.Provider {
	t.Helper()
	cat, err := known()
	must(t, err)
	var list []*catalog.Provider
	for _, summary := range cat.All() {
		if p, _ := cat.Get(summary.Key); p.WebhookRoutingScript != "" {
			list = append(list, p)
		}
	}
	return list
}

// at is a receiver at a time, without a network.
func at(t *testing.T, moment time.Time) *inbound.Receiver {
	t.Helper()
	out := outbound.New(outbound.Options{})
	t.Cleanup(out.Close)
	return inbound.New(out, func() time.Time { return moment })
}

// holds is a look-up whose connection keeps these secrets.
func holds(secrets ...string) inbound.Lookup {
	return func(context.Context, []inbound.Match) ([]string, error) { return secrets, nil }
}

// post is a JSON webhook with headers in pairs.
func post(body string, headers ...string) inbound.Request {
	req := inbound.Request{Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte(body)}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Add(headers[i], headers[i+1])
	}
	return req
}

// secretKeys is an integration with one secret for everything.
func secretKeys(secret string) inbound.Keys {
	return inbound.Keys{ClientSecret: secret, WebhookSecrets: []string{secret}}
}

// refused checks the code of a refusal, and the status that the sender gets.
func refused(t *testing.T, err error, code string, status int) {
	t.Helper()
	if !fault.HasCode(err, code) || inbound.Status(err) != status {
		t.Errorf("got %v (%d), want %s (%d)", err, inbound.Status(err), code, status)
	}
}

// clone copies a request deeply.
func clone(req inbound.Request) inbound.Request {
	req.Header, req.Body = req.Header.Clone(), bytes.Clone(req.Body)
	return req
}

// signedSample is a delivery of the provider under a fresh test secret.
func signedSample(t *testing.T, r *inbound.Receiver, p *catalog.Provider) (inbound.Request, inbound.Keys) {
	t.Helper()
	secret, err := inbound.NewTestSecret(p, rand.Reader)
	must(t, err)
	keys := inbound.Keys{Test: &secret}
	req, err := r.Sign(p, inbound.Draft{URL: "https://hooks.example.com/webhook/dev/" + p.Key}, keys)
	must(t, err)
	return req, keys
}

// unsignedFamilies cannot be verified: their vendors do not sign.
var unsignedFamilies = []string{
	"affinity", "airtable", "fillout", "fillout-api-key", "microsoft-teams", "microsoft-teams-bot", "salesforce", "shipstation", "shipstation-v2", "streak", "unauthenticated",
}

func signs(p *catalog.Provider) bool { return !slices.Contains(unsignedFamilies, p.Key) }
