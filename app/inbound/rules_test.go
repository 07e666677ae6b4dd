package inbound_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"hash"
	"testing"
	"time"

	"patchbay/app/inbound"
)

// mac, sum and the encoders below spell each vendor's rule out from the reference (http-api.md 11.3), without the
// package's own signer.
func mac(make func() hash.Hash, key, message string) []byte {
	h := hmac.New(make, []byte(key))
	h.Write([]byte(message))
	return h.Sum(nil)
}

func hex256(key, message string) string { return hex.EncodeToString(mac(sha256.New, key, message)) }
func b64256(key, message string) string {
	return base64.StdEncoding.EncodeToString(mac(sha256.New, key, message))
}

func hash256(text string) string { s := sha256.Sum256([]byte(text)); return hex.EncodeToString(s[:]) }
func hash1(text string) string   { s := sha1.Sum([]byte(text)); return hex.EncodeToString(s[:]) }

// rule is one provider's signature over a body: the headers in pairs.
type rule struct {
	provider string
	body     string
	headers  func(secret, body string) []string
	missing  string // code without the header, though a secret is set; "" means unverifiable
	bare     string // the same without any secret
	held     bool   // the secret is the connection's
}

func one(header string, text func(secret, body string) string) func(secret, body string) []string {
	return func(secret, body string) []string { return []string{header, text(secret, body)} }
}

const noSignature = "webhook_missing_signature"

func rules() []rule {
	seconds := fmt.Sprint(now.Unix())
	standard := func(prefix string) func(secret, body string) []string {
		return func(secret, body string) []string {
			key, _ := base64.StdEncoding.DecodeString(secret[len("whsec_"):])
			return []string{prefix + "-id", "msg_1", prefix + "-timestamp", seconds, prefix + "-signature", "v1,AAAA v1," + b64256(string(key), "msg_1."+seconds+"."+body)}
		}
	}
	versioned := func(signature, stamp string) func(secret, body string) []string {
		return func(secret, body string) []string {
			return []string{stamp, seconds, signature, "v0=" + hex256(secret, "v0:"+seconds+":"+body)}
		}
	}
	named := `{"nangoConnectionId":"c1","type":"x"}`
	return []rule{
		{provider: "attio", headers: one("X-Attio-Signature", hex256), missing: noSignature},
		{provider: "autotask", headers: one("X-Hook-Signature", func(s, b string) string { return "sha1=" + base64.StdEncoding.EncodeToString(mac(sha1.New, s, b)) }), missing: noSignature, bare: noSignature},
		{provider: "cal-com-v2", body: named, headers: one("X-Cal-Signature-256", hex256), missing: noSignature},
		{provider: "calendly", headers: one("Calendly-Webhook-Signature", func(s, b string) string { return "t=" + seconds + ",v1=" + hex256(s, seconds+"."+b) }), missing: noSignature},
		{provider: "checkr-partner", headers: one("X-Checkr-Signature", hex256), missing: noSignature, bare: noSignature},
		{provider: "fathom", headers: standard("webhook"), missing: noSignature},
		{provider: "fathom-oauth", headers: standard("svix"), missing: noSignature},
		{provider: "gitlab", body: named, headers: one("X-Gitlab-Token", func(s, _ string) string { return s }), missing: "webhook_missing_token", held: true},
		{provider: "gitlab-pat", body: named, headers: standard("webhook"), missing: "webhook_missing_token", held: true},
		{provider: "hubspot", headers: one("X-Hubspot-Signature", func(s, b string) string { return hash256(s + b) }), missing: noSignature, bare: noSignature},
		{provider: "jira", headers: one("X-Hub-Signature", func(s, b string) string { return "sha256=" + hex256(s, b) }), missing: noSignature},
		{provider: "jobber", headers: one("X-Jobber-Hmac-Sha256", b64256), missing: noSignature, bare: noSignature},
		{provider: "jobdiva", headers: one("X-Hub-Signature", func(s, b string) string { return "sha1=" + hex.EncodeToString(mac(sha1.New, s, b)) }), missing: noSignature},
		{provider: "linear", headers: one("Linear-Signature", hex256), missing: noSignature, bare: noSignature},
		{provider: "notion", headers: one("X-Notion-Signature", func(s, b string) string { return "sha256=" + hex256(s, b) }), missing: noSignature},
		{provider: "sellsy", headers: one("X-Webhook-Signature", func(s, b string) string { return hash1(s + b) }), missing: noSignature},
		{provider: "sentry-oauth", headers: one("Sentry-Hook-Signature", hex256)},
		{provider: "shopify", headers: one("X-Shopify-Hmac-Sha256", b64256), missing: noSignature},
		{provider: "slack", headers: versioned("X-Slack-Signature", "X-Slack-Request-Timestamp"), missing: noSignature},
		{provider: "videoask", headers: func(s, _ string) []string { return []string{"Nango-Webhook-Secret", s, "Nango-Connection-Id", "c1"} }, missing: "webhook_missing_token"},
		{provider: "xero", headers: one("X-Xero-Signature", b64256), missing: noSignature, bare: noSignature},
		{provider: "zoom", headers: versioned("X-Zm-Signature", "X-Zm-Request-Timestamp"), missing: noSignature},
		{provider: "google-drive", headers: one("X-Goog-Channel-Token", func(s, _ string) string { return s }), missing: "webhook_missing_token"},
	}
}

// whsec is a secret in the form that every family takes: whsec_ and 32 bytes.
var whsec = "whsec_" + base64.StdEncoding.EncodeToString([]byte("0123456789abcdef0123456789abcdef"))

func TestEachRuleIsTheVendors(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	for _, rule := range rules() {
		t.Run(rule.provider, func(t *testing.T) {
			t.Parallel()
			p := provider(t, rule.provider)
			body := rule.body
			if body == "" {
				body = `{"type":"x","who":"Zoë"}`
			}
			keys, lookup := secretKeys(whsec), holds()
			if rule.held {
				keys, lookup = inbound.Keys{}, holds(whsec)
			}
			got, err := r.Receive(t.Context(), p, post(body, rule.headers(whsec, body)...), keys, lookup)
			if err != nil || got.Verification != inbound.Verified {
				t.Errorf("signed by the rule: %s, %v", got.Verification, err)
			}
			_, err = r.Receive(t.Context(), p, post(body, rule.headers("whsec_"+base64.StdEncoding.EncodeToString(make([]byte, 32)), body)...), keys, lookup)
			refused(t, err, "webhook_invalid_signature", 401)

			got, err = r.Receive(t.Context(), p, post(body), keys, lookup)
			if rule.missing != "" {
				refused(t, err, rule.missing, 401)
			} else if err != nil || got.Verification != inbound.Unverifiable {
				t.Errorf("without the header: %s, %v", got.Verification, err)
			}
		})
	}
}

// Without any secret a signature proves nothing, and only the families that always sign insist on one.
func TestWithoutASecretNothingIsVerified(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	for _, rule := range rules() {
		p := provider(t, rule.provider)
		body := rule.body
		if body == "" {
			body = `{"type":"x"}`
		}
		headers := rule.headers(whsec, body)
		got, err := r.Receive(t.Context(), p, post(body, headers...), inbound.Keys{}, holds())
		want := inbound.Unverifiable
		if rule.provider == "google-drive" {
			want = inbound.Unsigned // Google's token is the user's own idea
		}
		if err != nil || got.Verification != want {
			t.Errorf("%s with a signature: %s, %v", rule.provider, got.Verification, err)
		}
		if rule.provider == "videoask" {
			continue // it says in a header whom it concerns
		}
		got, err = r.Receive(t.Context(), p, post(body), inbound.Keys{}, holds())
		if rule.bare != "" {
			refused(t, err, rule.bare, 401)
		} else if err != nil || got.Verification == inbound.Verified {
			t.Errorf("%s without a signature: %s, %v", rule.provider, got.Verification, err)
		}
	}
}

// WH-05: while a secret is changed both count, afterwards only the new one.
func TestBothSecretsCountWhileOneIsReplaced(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	other := "whsec_" + base64.StdEncoding.EncodeToString([]byte("abcdef0123456789abcdef0123456789"))
	for _, rule := range rules() {
		if rule.provider == "hubspot" || rule.provider == "jobber" || rule.provider == "sentry-oauth" {
			continue // signed with the client secret, of which an app has one
		}
		p := provider(t, rule.provider)
		body := rule.body
		if body == "" {
			body = `{"type":"x"}`
		}
		for name, c := range map[string]struct {
			secrets []string
			ok      bool
		}{"both": {[]string{other, whsec}, true}, "after": {[]string{other}, false}} {
			keys, lookup := inbound.Keys{WebhookSecrets: c.secrets}, holds()
			if rule.held {
				keys, lookup = inbound.Keys{}, holds(c.secrets...)
			}
			_, err := r.Receive(t.Context(), p, post(body, rule.headers(whsec, body)...), keys, lookup)
			if c.ok && err != nil {
				t.Errorf("%s, %s: %v", rule.provider, name, err)
			} else if !c.ok {
				refused(t, err, "webhook_invalid_signature", 401)
			}
		}
	}
}

// WH-02: what carries a time counts only near it, before and after.
func TestOldAndFutureDeliveriesAreRefused(t *testing.T) {
	t.Parallel()
	windows := map[string]time.Duration{
		"calendly": 3 * time.Minute, "slack": 5 * time.Minute, "zoom": 5 * time.Minute, "zoom-cc": 5 * time.Minute,
		"fathom": 5 * time.Minute, "folk": 5 * time.Minute, "granola": 5 * time.Minute, "gitlab": 5 * time.Minute,
	}
	for key, window := range windows {
		p := provider(t, key)
		req, keys := signedSample(t, at(t, now), p)
		for shift, ok := range map[time.Duration]bool{
			window: true, -window: true, window + time.Second: false, -window - time.Second: false, 6 * time.Minute: false, -6 * time.Minute: false, 1000 * time.Hour: false,
		} {
			got, err := at(t, now.Add(shift)).Receive(t.Context(), p, req, keys, nil)
			if ok && (err != nil || got.Verification != inbound.Verified) {
				t.Errorf("%s, received %s later: %v", key, shift, err)
			} else if !ok {
				refused(t, err, "webhook_invalid_signature", 401)
			}
		}
	}
}

func TestATimeThatIsNoneIsRefused(t *testing.T) {
	t.Parallel()
	r := at(t, now)
	for _, seconds := range []string{"", "yesterday", "-1", "0", "1e9", "99999999999999999999", "0x69a7bd4f", fmt.Sprint(now.UnixMilli())} {
		body := `{"type":"x"}`
		for key, headers := range map[string][]string{
			"slack":    {"X-Slack-Request-Timestamp", seconds, "X-Slack-Signature", "v0=" + hex256(whsec, "v0:"+seconds+":"+body)},
			"calendly": {"Calendly-Webhook-Signature", "t=" + seconds + ",v1=" + hex256(whsec, seconds+"."+body)},
			"fathom":   {"Webhook-Id", "m", "Webhook-Timestamp", seconds, "Webhook-Signature", "v1," + b64256("0123456789abcdef0123456789abcdef", "m."+seconds+"."+body)},
		} {
			_, err := r.Receive(t.Context(), provider(t, key), post(body, headers...), secretKeys(whsec), nil)
			if err == nil || inbound.Status(err) != 401 {
				t.Errorf("%s with the time %q: %v", key, seconds, err)
			}
		}
	}
}

// Calendly's header has exactly one time and one signature of version 1.
func TestAMixedUpCalendlyHeaderIsRefused(t *testing.T) {
	t.Parallel()
	r, p := at(t, now), provider(t, "calendly")
	body, seconds := `{"event":"x"}`, fmt.Sprint(now.Unix())
	good := hex256("s", seconds+"."+body)
	for header, ok := range map[string]bool{
		"t=" + seconds + ",v1=" + good:                   true,
		"v0=00, t=" + seconds + ", v1=" + good:           true,
		"t=" + seconds + ",v1=" + good + ",v1=00":        false,
		"t=1,t=" + seconds + ",v1=" + good:               false,
		"t=" + seconds + ",v0=" + good:                   false,
		"v1=" + good:                                     false,
		"t=" + seconds:                                   false,
		good:                                             false,
		"t=" + seconds + ";v1=" + good:                   false,
		"t=" + seconds + ",v1=" + good + ",t=" + seconds: false,
	} {
		_, err := r.Receive(t.Context(), p, post(body, "Calendly-Webhook-Signature", header), secretKeys("s"), nil)
		if ok && err != nil {
			t.Errorf("%s: %v", header, err)
		} else if !ok {
			refused(t, err, "webhook_invalid_signature", 401)
		}
	}
}

// Shopify's apps sign with their client secret; only an integration without one has the user's.
func TestShopifyHasOneKey(t *testing.T) {
	t.Parallel()
	r, p, body := at(t, now), provider(t, "shopify"), `{"id":1}`
	both := inbound.Keys{ClientSecret: "client", WebhookSecrets: []string{"user"}}
	for _, c := range []struct {
		keys   inbound.Keys
		signed string
		ok     bool
	}{{both, "client", true}, {both, "user", false}, {inbound.Keys{WebhookSecrets: []string{"user"}}, "user", true}} {
		_, err := r.Receive(t.Context(), p, post(body, "X-Shopify-Hmac-Sha256", b64256(c.signed, body)), c.keys, nil)
		if c.ok && err != nil {
			t.Errorf("signed with the %s secret: %v", c.signed, err)
		} else if !c.ok {
			refused(t, err, "webhook_invalid_signature", 401)
		}
	}
}

// A GitLab token that is no signing key never verifies a signature, which a stranger could make from a short one.
func TestAGitLabTokenIsNoSigningKey(t *testing.T) {
	t.Parallel()
	body, seconds := `{"nangoConnectionId":"c1"}`, fmt.Sprint(now.Unix())
	for _, key := range []string{"sixteen bytes ok", ""} {
		secret := "whsec_" + base64.StdEncoding.EncodeToString([]byte(key))
		req := post(body, "Webhook-Id", "m", "Webhook-Timestamp", seconds, "Webhook-Signature", "v1,"+b64256(key, "m."+seconds+"."+body))
		_, err := at(t, now).Receive(t.Context(), provider(t, "gitlab"), req, inbound.Keys{}, holds(secret))
		refused(t, err, "webhook_invalid_signature", 401)
	}
}
