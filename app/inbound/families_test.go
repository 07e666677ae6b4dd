package inbound_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"patchbay/app/inbound"
)

// The reference counts 75 providers with webhooks (http-api.md 11.3 and the catalog's facts).
func TestEveryProviderWithWebhooksIsUnderstood(t *testing.T) {
	t.Parallel()
	list := routed(t)
	if len(list) != 75 {
		t.Errorf("the catalog routes webhooks of %d providers, want 75", len(list))
	}
	for _, p := range list {
		if !inbound.Handles(p) {
			t.Errorf("%s: no family named %s", p.Key, p.WebhookRoutingScript)
		}
	}
	if inbound.Handles(provider(t, "stripe")) {
		t.Error("a provider without a family is said to be understood")
	}
}

func TestASampleOfEveryProviderIsVerifiedAndReachesItsConnection(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	for _, p := range routed(t) {
		t.Run(p.Key, func(t *testing.T) {
			t.Parallel()
			family, _ := inbound.FamilyOf(p)
			for _, sample := range family.Events {
				secret, err := inbound.NewTestSecret(p, zeros{})
				must(t, err)
				keys := inbound.Keys{Test: &secret}
				req, err := r.Sign(p, inbound.Draft{Type: sample.Type, URL: "https://hooks.example.com/webhook/dev/" + p.Key}, keys)
				must(t, err)
				got, err := r.Receive(t.Context(), p, req, keys, nil)
				must(t, err)
				checkSample(t, family, sample, got, signs(p))
			}
		})
	}
}

// What the simulator's editor shows can be sent as it is: its stand-ins are filled as those of the sample are.
func TestATemplateIsFilledWhenItIsSent(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	for _, p := range routed(t) {
		family, _ := inbound.FamilyOf(p)
		for _, sample := range family.Events {
			if string(sample.Template) == "null" || len(sample.Template) == 0 {
				continue
			}
			draft := inbound.Draft{Type: sample.Type, Body: append([]byte(" "), sample.Template...), URL: "https://hooks.example.com/webhook/dev/" + p.Key}
			secret, err := inbound.NewTestSecret(p, zeros{})
			must(t, err)
			keys := inbound.Keys{Test: &secret}
			req, err := r.Sign(p, draft, keys)
			must(t, err)
			got, err := r.Receive(t.Context(), p, req, keys, nil)
			must(t, err)
			checkSample(t, family, sample, got, signs(p))
			if strings.Contains(string(req.Body), "{{") {
				t.Errorf("%s: %s", p.Key, req.Body)
			}
		}
	}
}

// zeros are poor random bytes: enough for a secret in a test.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func checkSample(t *testing.T, family inbound.Family, sample inbound.Sample, got inbound.Result, signs bool) {
	t.Helper()
	want := inbound.Verified
	if !signs {
		want = inbound.Unsigned
	}
	if got.Verification != want || family.Signs != signs {
		t.Errorf("%s: %s (family signs: %v), want %s", sample.Type, got.Verification, family.Signs, want)
	}
	if sample.Type == "url_verification" {
		return
	}
	if len(got.Events) != 1 {
		t.Fatalf("%s: %d events", sample.Type, len(got.Events))
	}
	event := got.Events[0]
	if sample.Type != "" && event.Type != sample.Type && event.HeaderType != sample.Type {
		t.Errorf("the sample of %q is read as %q and %q", sample.Type, event.Type, event.HeaderType)
	}
	if !json.Valid(event.Payload) || !json.Valid(got.Forward) {
		t.Errorf("%s: the payload or what is forwarded is no JSON", sample.Type)
	}
	found := slices.ContainsFunc(event.Matches, func(m inbound.Match) bool {
		return family.Property == "" && m.All || m.Property == family.Property && m.Identifier != ""
	})
	if !found {
		t.Errorf("%s: nothing is looked up by %q: %+v", sample.Type, family.Property, event.Matches)
	}
}

func TestEveryFamilyIsDescribed(t *testing.T) {
	t.Parallel()
	scripts := map[string]bool{}
	for _, p := range routed(t) {
		scripts[p.WebhookRoutingScript] = p.WebhookUserDefinedSecret
	}
	listed := map[string]bool{}
	for _, f := range inbound.Families() {
		listed[f.Script] = true
		if f.Label == "" || f.Signing == "" || f.Identifier == "" || len(f.Events) == 0 {
			t.Errorf("%s: something is not told: %+v", f.Script, f)
		}
		if scripts[f.Script] && f.Signs && f.SecretHelp == "" {
			t.Errorf("%s: nobody learns where its secret is found", f.Script)
		}
		types := map[string]string{}
		for _, e := range f.Events {
			if e.Label == "" || strings.Contains(string(e.Body), "{{") || types[e.Type+e.Label] != "" {
				t.Errorf("%s: the sample %q is unfinished or twice there: %s", f.Script, e.Type, e.Body)
			}
			types[e.Type+e.Label] = e.Label
		}
	}
	for script := range maps.Keys(scripts) {
		if !listed[script] {
			t.Errorf("%s is not listed", script)
		}
	}
}

// WH-01: whatever is changed on the way, the delivery does not count as genuine.
func TestAChangedDeliveryIsNeverVerified(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	for _, p := range routed(t) {
		if !signs(p) {
			continue
		}
		t.Run(p.Key, func(t *testing.T) {
			t.Parallel()
			good, keys := signedSample(t, r, p)
			for name, spoil := range spoilers(good) {
				req := clone(good)
				if !spoil(&req) {
					continue
				}
				got, err := r.Receive(t.Context(), p, req, keys, nil)
				if err == nil && got.Verification == inbound.Verified {
					t.Errorf("%s: still verified", name)
				}
			}
			got, err := r.Receive(t.Context(), p, good, keys, nil)
			if err != nil || got.Verification != inbound.Verified {
				t.Errorf("the unchanged delivery: %s, %v", got.Verification, err)
			}
		})
	}
}

// proofs are the headers that hold a signature or a token.
var proofs = []string{
	"Authorization", "Calendly-Webhook-Signature", "Linear-Signature", "Nango-Webhook-Secret", "Sentry-Hook-Signature", "Webhook-Signature", "X-Attio-Signature",
	"X-Cal-Signature-256", "X-Checkr-Signature", "X-Content-Signature", "X-Ghl-Signature", "X-Gitlab-Token", "X-Goog-Channel-Token", "X-Hook-Signature",
	"X-Hub-Signature", "X-Hub-Signature-256", "X-Hubspot-Signature", "X-Jobber-Hmac-Sha256", "X-Notion-Signature", "X-Pagerduty-Signature",
	"X-Shopify-Hmac-Sha256", "X-Slack-Signature", "X-Webhook-Signature", "X-Xero-Signature", "X-Zm-Signature",
}

// spoilers are the ways of changing a delivery. Each says whether it applies.
func spoilers(good inbound.Request) map[string]func(*inbound.Request) bool {
	proof := ""
	for _, name := range proofs {
		if good.Header.Get(name) != "" {
			proof = name
		}
	}
	_, token := map[string]bool{"Nango-Webhook-Secret": true, "X-Goog-Channel-Token": true, "X-Gitlab-Token": true}[proof]
	bodied := proof != "" && !token && proof != "Authorization"
	header := func(change func(http.Header, string)) func(*inbound.Request) bool {
		return func(req *inbound.Request) bool {
			if proof != "" {
				change(req.Header, good.Header.Get(proof))
			}
			return proof != ""
		}
	}
	return map[string]func(*inbound.Request) bool{
		"one byte of the body": func(req *inbound.Request) bool {
			if bodied {
				req.Body[len(req.Body)/2] ^= 1
			}
			return bodied
		},
		"a space behind the body": func(req *inbound.Request) bool { req.Body = append(req.Body, ' '); return bodied },
		"no header":               header(func(h http.Header, _ string) { h.Del(proof) }),
		"an empty header":         header(func(h http.Header, _ string) { h.Set(proof, "") }),
		"the header twice":        header(func(h http.Header, v string) { h.Add(proof, v) }),
		"a wrong one first":       header(func(h http.Header, v string) { h[proof] = []string{"x", v} }),
		"upper case":              header(func(h http.Header, v string) { h.Set(proof, strings.ToUpper(v)) }),
		"the end cut off":         header(func(h http.Header, v string) { h.Set(proof, v[:len(v)-1]) }),
		"more at the end":         header(func(h http.Header, v string) { h.Set(proof, v+"00") }),
		"another algorithm":       header(func(h http.Header, v string) { h.Set(proof, "sha512="+v) }),
		"version 0": header(func(h http.Header, v string) {
			h.Set(proof, strings.NewReplacer("v1", "v9", "v0", "v9").Replace("v0="+v))
		}),
		"no secret at all": func(req *inbound.Request) bool {
			if len(req.Body) > 0 && proof == "" { // Microsoft: the proof is in the body
				req.Body = []byte(strings.Replace(string(req.Body), "whsec_", "whsec-", 1))
			}
			return proof == "" && len(req.Body) > 0
		},
	}
}

// What the user vouched for is read without its signature.
func TestAVouchedDeliveryNeedsNoSignature(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	for _, p := range routed(t) {
		req, keys := signedSample(t, r, p)
		for _, name := range proofs {
			req.Header.Del(name)
		}
		req.Vouched = true
		got, err := r.Receive(t.Context(), p, req, keys, nil)
		if err != nil || got.Verification != inbound.Vouched || len(got.Events) == 0 {
			t.Errorf("%s: %s with %d events, %v", p.Key, got.Verification, len(got.Events), err)
		}
	}
}

// WH-13: a sample under a test secret says nothing to who has the real one.
func TestASimulatedDeliveryIsRefusedByTheRealSecret(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	for _, p := range routed(t) {
		if !signs(p) || slices.Contains([]string{"google-mail", "connectwise-psa", "connectwise-psa-staging"}, p.Key) {
			continue // their real keys are the vendor's: see published_test.go
		}
		req, _ := signedSample(t, r, p)
		keys := secretKeys("the real one")
		keys.AppID, keys.PrivateKey, keys.AppLink = "1", "key", "https://github.com/apps/x"
		got, err := r.Receive(t.Context(), p, req, keys, holds("the real one"))
		if err == nil {
			t.Errorf("%s: %s", p.Key, got.Verification)
		} else if inbound.Status(err) != http.StatusUnauthorized {
			t.Errorf("%s: %v is answered with %d", p.Key, err, inbound.Status(err))
		}
	}
}
