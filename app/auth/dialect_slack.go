package auth

import (
	"context"
	"maps"
	"net/http"
	"time"

	"patchbay/app/vault"
)

// slackUser is the member of Slack's answer that holds the token of the person, beside the bot's (docs.slack.dev, oauth.v2.access).
const slackUser = "authed_user"

// settleSlack keeps two tokens alive in one connection, the bot's and the person's. The connection is due when the first
// of them is. A person's token that cannot be renewed stays as it was: the bot's works without it.
func settleSlack(ctx context.Context, c *Client, k *call, t tokenAnswer, old OAuth2) (tokenAnswer, error) {
	if k.purpose == exchanging {
		user, _ := t.object[slackUser].(map[string]any)
		return t.dueBefore(expiryOf(user, time.Second, c.now()), c.now())
	}
	user, _ := at(objectOf(old.Raw), slackUser).(map[string]any)
	if user == nil {
		return t, nil
	}
	whole, user := maps.Clone(t.object), maps.Clone(user)
	whole[slackUser] = user
	token := vault.Secret(text(user["refresh_token"]))
	var end time.Time
	switch token {
	case "":
	case old.RefreshToken: // the person's token is the only one, and was renewed just now
		slackCopy(user, t.object)
	default:
		k.secrets = append(k.secrets, token)
		fresh, err := c.follow(ctx, k, http.MethodPost, k.url.String(), "form", params{{"grant_type", "refresh_token"},
			{"client_id", k.App.ClientID}, {"client_secret", k.App.ClientSecret.Reveal()}, {"refresh_token", token.Reveal()}})
		if err == nil && text(fresh.object["access_token"]) != "" {
			slackCopy(user, fresh.object)
			end = expiryOf(fresh.object, time.Second, c.now())
		}
	}
	made, err := remade(whole)
	if err != nil {
		return t, err
	}
	return made.dueBefore(end, c.now())
}

// slackCopy takes the new token over and leaves who the person is.
func slackCopy(user, fresh map[string]any) {
	for _, name := range []string{"access_token", "refresh_token", "expires_in", "scope"} {
		if value, ok := fresh[name]; ok {
			user[name] = value
		}
	}
}

// dueBefore is the answer with the earlier one of its own end and another; zero means never.
func (t tokenAnswer) dueBefore(end, now time.Time) (tokenAnswer, error) {
	if end.IsZero() {
		return t, nil
	}
	if own := expiryOf(t.object, time.Second, now); own.IsZero() || end.Before(own) {
		t.object = maps.Clone(t.object)
		t.object["expires_at"] = end.Format(time.RFC3339Nano)
	}
	return t, nil
}
