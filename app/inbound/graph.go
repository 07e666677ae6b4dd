package inbound

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// graph is Microsoft Graph's scheme: each notification repeats the clientState of its subscription, which is the secret.
// A delivery may mix subscriptions, so notifications with a wrong one are dropped, and none left is refused.
// Source: learn.microsoft.com, "Receive change notifications through webhooks".
type graph struct{}

func (graph) check(c *call) (Verification, error) {
	secrets := c.keys.with(userSecret)
	if len(secrets) == 0 {
		return Unverifiable, nil
	}
	body, err := c.json()
	if err != nil {
		return "", err
	}
	items := graphItems(body, secrets)
	if len(items) == 0 {
		return "", invalidSignature("No notification in the webhook carries the clientState that was agreed on.")
	}
	c.sealed = graphIDs(items)
	return Verified, nil
}

// graphIDs tells a delivery from others by the ids of its notifications; "" when one has none. An id is unique, but optional.
// What else is in a notification may be the same for two changes: of a drive's root it says only that something changed.
// Source: learn.microsoft.com, "changeNotification resource type".
func graphIDs(items []gjson.Result) string {
	ids := make([]string, len(items))
	for i, item := range items {
		id := scalar(item, "id")
		if id == "" {
			return ""
		}
		ids[i] = scalar(item, "subscriptionId") + " " + id
	}
	slices.Sort(ids)
	return strings.Join(ids, "\n")
}

// graphItems returns the notifications that carry one of the secrets; without secrets all of them.
func graphItems(body gjson.Result, secrets []string) []gjson.Result {
	var items []gjson.Result
	for _, item := range body.Get("value").Array() {
		state := scalar(item, "clientState")
		if len(secrets) == 0 || anySame(state, secrets, func(secret string) string { return secret }) {
			items = append(items, item)
		}
	}
	return items
}

func (graph) sign(l *letter) error {
	secret, err := l.signingSecret(userSecret)
	if err != nil {
		return err
	}
	var body map[string]any
	if err := json.Unmarshal(l.req.Body, &body); err != nil {
		return invalidPayload("The sample is not a JSON object.")
	}
	items, _ := body["value"].([]any) //nolint:errcheck // no list has no items
	for _, item := range items {
		if item, ok := item.(map[string]any); ok {
			item["clientState"] = secret
		}
	}
	l.req.Body, err = json.Marshal(body)
	return err
}

// echoLimit is the longest handshake text that is repeated; vendors send less than a hundred characters.
const echoLimit = 4 << 10

// greetGraph answers the question whether this address wants notifications.
func greetGraph(c *call) (done bool, err error) {
	token := c.query("validationToken")
	if token == "" {
		return false, nil
	}
	if len(token) > echoLimit {
		return false, invalidPayload("The validation token is too long.")
	}
	c.answerText(token)
	c.handshake("Microsoft asked whether this address expects notifications; the answer was yes.")
	return true, nil
}

// readGraph adds an event for each notification that may count; matches says whom it concerns.
func readGraph(matches func(item gjson.Result) []Match) func(*call, gjson.Result) error {
	return func(c *call, body gjson.Result) error {
		var secrets []string
		if !c.req.Vouched {
			secrets = c.keys.with(userSecret)
		}
		valid := []json.RawMessage{}
		for _, item := range graphItems(body, secrets) {
			kind := scalar(item, "changeType")
			if kind == "" {
				kind = scalar(item, "lifecycleEvent")
			}
			c.emit(kind, "", json.RawMessage(item.Raw), matches(item)...)
			valid = append(valid, json.RawMessage(item.Raw))
		}
		forward, err := json.Marshal(map[string]any{"value": valid})
		c.result.Forward, c.result.Answer.Status = forward, http.StatusOK
		return err
	}
}

func byTenant(item gjson.Result) []Match {
	return []Match{{Property: "tenantId", Identifier: scalar(item, "tenantId")}}
}

// bySubscription finds the mailbox: one tenant has many, so the tenant does not say whose it is.
func bySubscription(item gjson.Result) []Match {
	return []Match{{Property: "metadata.subscriptionIds", Identifier: scalar(item, "subscriptionId")}}
}
