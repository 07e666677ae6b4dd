package providertest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// The settings of aws-sigv4 in which keys come from the user's own endpoint, by how that knows who asks (§4.13).
const (
	stsOpen       = "keys from an open endpoint"
	stsByKey      = "keys from an endpoint with a key"
	stsByPassword = "keys from an endpoint with a password"
)

const ownSTS = "https://keys.vendor.example/assume?tenant=walk"

// elsewhere is the integration's configuration.
func (m *awsRole) elsewhere() map[string]any {
	config := map[string]any{"service": "execute-api", "defaultRegion": "us-east-1", "stsMode": "custom", "stsEndpointUrl": ownSTS, "stsAuthType": "none"}
	switch m.p.Facts.Setting {
	case stsByKey:
		config["stsAuthType"], config["stsAuthHeader"], config["stsApiKey"] = "api_key", "X-Walk-Keys", awkward("sts-key")
	case stsByPassword:
		config["stsAuthType"], config["stsAuthUsername"], config["stsAuthPassword"] = "basic", "walker", awkward("sts-password")
	}
	return config
}

// handOut is the user's endpoint giving out keys, in one of the two spellings.
func (m *awsRole) handOut() *Step {
	id, secret, session := m.keys()
	s := &Step{Name: "AssumeRole", Method: http.MethodPost, URL: "https://keys.vendor.example/assume", Query: Values{"tenant": {"walk"}}, Strict: true, Loose: true,
		Header: map[string]string{"content-type": "application/json"}}
	end := m.p.Now().Add(time.Hour)
	answer := map[string]any{"access_key_id": id, "secret_access_key": secret, "session_token": session, "expires_at": end.Unix()}
	switch m.p.Facts.Setting {
	case stsByKey:
		s.Header["x-walk-keys"] = awkward("sts-key")
		answer = map[string]any{"credentials": map[string]any{"accessKeyId": id, "secretAccessKey": secret, "sessionToken": session, "expiresAt": end.UTC().Format(time.RFC3339)}}
	case stsByPassword:
		s.Header["authorization"] = basicHeader("walker", awkward("sts-password"))
	}
	s.Check = func(got *Received) []string {
		var asked map[string]string
		if err := json.Unmarshal(got.Body, &asked); err != nil {
			return []string{"the body is no object of texts: " + string(got.Body)}
		}
		wrong := m.sameID(asked["external_id"])
		for name, want := range map[string]string{"role_arn": awsARN, "region": "eu-west-1", "service": "execute-api"} {
			if asked[name] != want {
				wrong = append(wrong, fmt.Sprintf("%s is %q, want %q", name, asked[name], want))
			}
		}
		if len(asked) != 4 {
			wrong = append(wrong, fmt.Sprint("more than was agreed: ", asked))
		}
		return wrong
	}
	s.Answer = jsonAnswer(answer)
	return s
}
