package inbound_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"testing"
	"time"

	"patchbay/app/inbound"
)

// vector is an example that a vendor publishes: WH-08.
type vector struct {
	source, provider string
	at               time.Time
	keys             inbound.Keys
	body             string
	kind             string // content type; "" is JSON
	headers          []string
	proof            string // the header that signing must reproduce
}

const slackForm = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&" +
	"user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F" +
	"397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"

const hubSpotBody = `[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation",` +
	`"attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]`

func vectors() []vector {
	return []vector{
		{source: "docs.slack.dev, Verifying requests from Slack", provider: "slack", at: time.Unix(1531420618, 0),
			keys: inbound.Keys{WebhookSecrets: []string{"8f742231b10e8888abcd99yyyzzz85a5"}}, body: slackForm, kind: "application/x-www-form-urlencoded",
			headers: []string{"X-Slack-Request-Timestamp", "1531420618", "X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"},
			proof:   "X-Slack-Signature"},
		{source: "developers.hubspot.com, Validating requests, version 1", provider: "hubspot",
			keys: inbound.Keys{ClientSecret: "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy"}, body: hubSpotBody,
			headers: []string{"X-HubSpot-Signature", "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de"}, proof: "X-Hubspot-Signature"},
		{source: "support.atlassian.com, Secure webhooks", provider: "jira", keys: inbound.Keys{WebhookSecrets: []string{"It's a Secret to Everybody"}},
			body: "Hello World!", kind: "text/plain",
			headers: []string{"X-Hub-Signature", "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9"}, proof: "X-Hub-Signature"},
		{source: "docs.github.com, Validating webhook deliveries (as a test secret: the key of this family is derived)", provider: "github-app",
			keys: inbound.Keys{Test: &inbound.TestSecret{Check: "It's a Secret to Everybody", Sign: "It's a Secret to Everybody"}}, body: "Hello, World!", kind: "text/plain",
			headers: []string{"X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"}, proof: "X-Hub-Signature-256"},
		{source: "standardwebhooks.com and docs.svix.com, Verifying manually", provider: "fathom", at: time.Unix(1614265330, 0),
			keys: inbound.Keys{WebhookSecrets: []string{"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}, body: `{"test": 2432232314}`,
			headers: []string{"Svix-Id", "msg_p5jXN8AQM9LWM0D4loKWxJek", "Svix-Timestamp", "1614265330", "Svix-Signature", svixSignature}, proof: ""},
	}
}

// svixSignature is the signature of the example that Standard Webhooks took over from Svix.
const svixSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

// Security WH-08: the verifier accepts what vendors publish, and the signer makes the same.
func TestPublishedExamplesAreVerifiedAndReproduced(t *testing.T) {
	t.Parallel()
	for _, v := range vectors() {
		t.Run(v.source, func(t *testing.T) {
			t.Parallel()
			if v.at.IsZero() {
				v.at = now
			}
			r, p := at(t, v.at), provider(t, v.provider)
			req := post(v.body, v.headers...)
			if v.kind != "" {
				req.Header.Set("Content-Type", v.kind)
			}
			got, err := r.Receive(t.Context(), p, req, v.keys, nil)
			if err != nil || got.Verification != inbound.Verified {
				t.Fatalf("%s, %v", got.Verification, err)
			}
			req.Body[0] ^= 1
			_, err = r.Receive(t.Context(), p, req, v.keys, nil)
			refused(t, err, "webhook_invalid_signature", 401)
			if v.proof == "" {
				return
			}
			made, err := r.Sign(p, inbound.Draft{Body: []byte(v.body)}, v.keys)
			must(t, err)
			if want := req.Header.Get(v.proof); made.Header.Get(v.proof) != want {
				t.Errorf("signed as %s, the vendor signs %s", made.Header.Get(v.proof), want)
			}
		})
	}
}

// The signer of Standard Webhooks reproduces the example too, once it is given its id.
func TestStandardWebhooksAreSignedLikeTheExample(t *testing.T) {
	t.Parallel()
	v := vectors()[4]
	made, err := at(t, v.at).Sign(provider(t, "fathom"), inbound.Draft{Body: []byte(v.body), ID: "msg_p5jXN8AQM9LWM0D4loKWxJek"}, v.keys)
	must(t, err)
	if got := made.Header.Get("Webhook-Signature"); got != svixSignature {
		t.Errorf("signed as %s", got)
	}
}

// The key of GitHub apps is a digest of what the integration knows (http-api.md 11.3).
func TestGitHubsKeyIsMadeOfTheApp(t *testing.T) {
	t.Parallel()
	keys := inbound.Keys{AppID: "12345", PrivateKey: "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\n", AppLink: "https://github.com/apps/demo"}
	sum := sha256.Sum256([]byte(keys.AppID + keys.PrivateKey + keys.AppLink))
	body := `{"action":"opened","installation":{"id":77}}`
	signature := "sha256=" + hex256(hex.EncodeToString(sum[:]), body)
	for _, key := range []string{"github-app", "github-app-oauth"} {
		if key == "github-app-oauth" {
			keys.PrivateKey = base64.StdEncoding.EncodeToString([]byte(keys.PrivateKey))
		}
		req := post(body, "X-Hub-Signature-256", signature, "X-Github-Event", "issues")
		got, err := at(t, now).Receive(t.Context(), provider(t, key), req, keys, nil)
		must(t, err)
		if got.Verification != inbound.Verified || got.Events[0].HeaderType != "issues" || got.Events[0].Matches[0].Identifier != "77" {
			t.Errorf("%s: %+v", key, got)
		}
		made, err := at(t, now).Sign(provider(t, key), inbound.Draft{Body: []byte(body), Type: "issues"}, keys)
		must(t, err)
		if made.Header.Get("X-Hub-Signature-256") != signature {
			t.Errorf("%s is signed as %s", key, made.Header.Get("X-Hub-Signature-256"))
		}
	}
}
