package inbound

import (
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

// standardWindow is how far a Standard Webhooks timestamp may be off (standardwebhooks.com, "Verifying signatures").
const standardWindow = 5 * time.Minute

// standard is the scheme of Standard Webhooks: webhook-id, webhook-timestamp and webhook-signature, or the same three
// of Svix, from whom the standard came.
type standard struct {
	keys keySource
}

// standardHeaders returns the three headers under their standard names.
func standardHeaders(c *call) (headers http.Header, err error) {
	prefix := "webhook-"
	if len(c.req.Header.Values("Webhook-Signature")) == 0 && len(c.req.Header.Values("Svix-Signature")) > 0 {
		prefix = "svix-"
	}
	headers = http.Header{}
	for _, name := range []string{"id", "timestamp", "signature"} {
		value, err := c.header(prefix + name)
		if err != nil {
			return nil, err
		}
		headers.Set("webhook-"+name, value)
	}
	return headers, nil
}

func (s standard) check(c *call) (Verification, error) {
	headers, err := standardHeaders(c)
	if err != nil {
		return "", err
	}
	secrets := c.keys.with(s.keys)
	if len(secrets) == 0 {
		return Unverifiable, nil
	}
	return Verified, checkStandard(c, headers, secrets)
}

// checkStandard verifies with any of the secrets. The library does not take a clock, so the time is checked here.
func checkStandard(c *call, headers http.Header, secrets []string) error {
	id := headers.Get(standardwebhooks.HeaderWebhookID)
	for name := range headers {
		if headers.Get(name) == "" {
			return missingSignature(strings.ToLower(name))
		}
	}
	verified := false
	for _, secret := range secrets {
		key, err := standardwebhooks.NewWebhook(secret)
		if err != nil || strings.TrimPrefix(secret, "whsec_") == "" {
			continue // not a secret of this kind: the other scheme of the family may use it
		}
		if key.VerifyIgnoringTimestamp(c.req.Body, headers) == nil {
			verified = true
		}
	}
	if !verified {
		return wrongSignature()
	}
	if !c.inWindow(headers.Get(standardwebhooks.HeaderWebhookTimestamp), standardWindow) {
		return outOfTime()
	}
	c.sealed = id
	return nil
}

func (s standard) sign(l *letter) error {
	secret, err := l.signingSecret(s.keys)
	if err != nil {
		return err
	}
	return signStandard(l, secret)
}

func signStandard(l *letter, secret string) error {
	key, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		return notSignable("The webhook secret is not what Standard Webhooks ask for: base64, usually behind whsec_.")
	}
	signature, err := key.Sign(l.draft.ID, l.now, l.req.Body)
	if err != nil {
		return notSignable("The webhook could not be signed.").WithCause(err)
	}
	l.set(standardwebhooks.HeaderWebhookID, l.draft.ID)
	l.set(standardwebhooks.HeaderWebhookTimestamp, unixText(l.now))
	l.set(standardwebhooks.HeaderWebhookSignature, signature)
	return nil
}

// wholeKey reports whether a secret is a whsec_ key of 32 bytes, the only length that GitLab makes.
func wholeKey(secret string) bool {
	text, ok := strings.CutPrefix(secret, "whsec_")
	key, err := base64.StdEncoding.DecodeString(text)
	return ok && err == nil && len(key) == 32
}

func unixText(at time.Time) string { return strconv.FormatInt(at.Unix(), 10) }
