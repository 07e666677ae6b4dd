package inbound

import (
	"encoding/json"
	"slices"
	"strings"
)

// Some webhooks are signed with a secret of the connection, kept as webhookSecret in its metadata. They say in a place
// of their own which connection that is, which must be read before anything is verified.

// held returns the secrets of the connections that the request names.
func (c *call) held(matches ...Match) ([]string, error) {
	if c.keys.Test != nil {
		return []string{c.keys.Test.Check}, nil
	}
	if c.lookup == nil {
		return nil, nil
	}
	secrets, err := c.lookup(c.ctx, matches)
	return slices.DeleteFunc(slices.Clone(secrets), func(s string) bool { return s == "" }), err
}

// SecretsOf reads the webhook secrets in a connection's metadata: webhookSecret, a text or a list of texts.
func SecretsOf(metadata json.RawMessage) []string {
	var table struct {
		Secret any `json:"webhookSecret"`
	}
	if json.Unmarshal(metadata, &table) != nil {
		return nil
	}
	var secrets []string
	list, _ := table.Secret.([]any) //nolint:errcheck // a single value is no list
	for _, value := range append(list, table.Secret) {
		if secret, ok := value.(string); ok && secret != "" {
			secrets = append(secrets, secret)
		}
	}
	return secrets
}

// heldSecret returns the secret that a sample of such a family is signed with.
func (l *letter) heldSecret() (string, error) {
	if l.keys.Test != nil {
		return l.keys.Test.Sign, nil
	}
	if l.draft.Secret == "" {
		return "", notSignable("The connection has no webhookSecret in its metadata.")
	}
	return l.draft.Secret, nil
}

// connectionID is the name under which users put a connection's id into a webhook's address or body.
const connectionID = "nangoConnectionId"

// named returns the connection that the address or the body names; none is the sender's mistake.
func (c *call) named() (Match, error) {
	id := c.query(connectionID)
	if id == "" {
		body, err := c.json()
		if err != nil {
			return Match{}, err
		}
		id = scalar(body, connectionID)
	}
	if id == "" {
		return Match{}, missingConnectionID("the query parameter " + connectionID)
	}
	return Match{Property: "connectionId", Identifier: id}, nil
}

// heldByNamed returns the secrets of the connection that the address or the body names.
func (c *call) heldByNamed() ([]string, error) {
	match, err := c.named()
	if err != nil {
		return nil, err
	}
	return c.held(match)
}

// gitLab is a plain token, or Standard Webhooks once the connection's secret is such a key.
// Source: docs.gitlab.com, "Webhooks", on secret tokens and signing tokens.
type gitLab struct{}

func (gitLab) check(c *call) (Verification, error) {
	secrets, err := c.heldByNamed()
	if err != nil || len(secrets) == 0 {
		return Unverifiable, err
	}
	if len(c.req.Header.Values("Webhook-Signature")) > 0 {
		headers, err := standardHeaders(c)
		if err != nil {
			return "", err
		}
		secrets = slices.DeleteFunc(secrets, func(s string) bool { return !wholeKey(s) })
		return Verified, checkStandard(c, headers, secrets)
	}
	verified, err := checkToken(c, "x-gitlab-token", secrets)
	if err != nil {
		return "", err
	}
	c.sealed, err = c.header(gitLabAttempt)
	return verified, err
}

// gitLabAttempt is the header that stays the same when GitLab sends a webhook again, since its version 17.4; every other one is
// new then. Older servers send none, and their repetitions cannot be told: X-Gitlab-Event-UUID is new in each of them, and the
// same in different events when one webhook leads to the next.
// Source: docs.gitlab.com, "Webhooks", on delivery headers.
const gitLabAttempt = "idempotency-key"

func (gitLab) sign(l *letter) error {
	secret, err := l.heldSecret()
	if err != nil {
		return err
	}
	if wholeKey(secret) {
		return signStandard(l, secret)
	}
	l.set("x-gitlab-token", secret)
	return nil
}

// checkToken compares a header with secrets that the sender shows as they are.
func checkToken(c *call, header string, secrets []string) (Verification, error) {
	token, err := c.header(header)
	switch {
	case err != nil:
		return "", err
	case token == "":
		return "", missingToken(header)
	case !anySame(token, secrets, func(secret string) string { return secret }):
		return "", invalidSignature("The " + header + " header does not hold the webhook secret.")
	}
	return Verified, nil
}

// token is the scheme of vendors that show the integration's secret in a header.
type token struct {
	header string
	keys   keySource
	signs  bool // the vendor always can; false: the check is an extra, and its absence means unsigned
	// event is the path of the vendor's id of the event. A body that has one is told from others by all of it; without one equal
	// bodies may be two events, and nothing tells.
	event string
}

func (t token) check(c *call) (Verification, error) {
	secrets := c.keys.with(t.keys)
	switch {
	case len(secrets) > 0:
		verified, err := checkToken(c, t.header, secrets)
		if err != nil || t.event == "" {
			return verified, err
		}
		body, err := c.json()
		if err == nil && scalar(body, t.event) != "" {
			c.seal("")
		}
		return verified, err
	case t.signs:
		return Unverifiable, nil
	default:
		return Unsigned, nil
	}
}

func (t token) sign(l *letter) error {
	secret, err := l.signingSecret(t.keys)
	if err != nil {
		if !t.signs {
			return nil
		}
		return err
	}
	l.set(t.header, secret)
	return nil
}

// granola is Standard Webhooks with the connection's secret: Granola's endpoints each have their own.
type granola struct{}

func (granola) check(c *call) (Verification, error) {
	secrets, err := c.heldByNamed()
	if err != nil || len(secrets) == 0 {
		return Unverifiable, err
	}
	headers, err := standardHeaders(c)
	if err != nil {
		return "", err
	}
	return Verified, checkStandard(c, headers, secrets)
}

func (granola) sign(l *letter) error {
	secret, err := l.heldSecret()
	if err != nil {
		return err
	}
	return signStandard(l, secret)
}

// pagerDuty lists v1=<HMAC>, one for each secret that is valid at the time, under the connection's secret.
// Source: developer.pagerduty.com, "Verifying signatures".
type pagerDuty struct{}

const (
	pagerDutyHeader  = "x-pagerduty-signature"
	connectionHeader = "x-nango-connection-id"
)

func (pagerDuty) check(c *call) (Verification, error) {
	id, err := c.header(connectionHeader)
	if err != nil {
		return "", err
	}
	if id == "" {
		return "", missingConnectionID("the header " + connectionHeader)
	}
	secrets, err := c.held(Match{Property: "connectionId", Identifier: id})
	if err != nil || len(secrets) == 0 {
		return Unverifiable, err
	}
	list, err := c.header(pagerDutyHeader)
	if err != nil {
		return "", err
	}
	if list == "" {
		return "", missingSignature(pagerDutyHeader)
	}
	found := false
	for part := range strings.SplitSeq(list, ",") {
		signature, ok := strings.CutPrefix(strings.TrimSpace(part), "v1=")
		if ok && anySame(signature, secrets, func(secret string) string { return hexSHA256.digest(secret, c.req.Body) }) {
			found = true
		}
	}
	if !found {
		return "", wrongSignature()
	}
	c.seal("")
	return Verified, nil
}

func (pagerDuty) sign(l *letter) error {
	secret, err := l.heldSecret()
	if err != nil {
		return err
	}
	l.set(pagerDutyHeader, "v1="+hexSHA256.digest(secret, l.req.Body))
	return nil
}
