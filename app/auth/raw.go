package auth

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"patchbay/app/vault"
)

// rawOf returns the kept token answer as JSON, {} when there is none.
func rawOf(raw vault.Secret) json.RawMessage {
	if raw == "" || !json.Valid([]byte(raw.Reveal())) {
		return json.RawMessage("{}")
	}
	return json.RawMessage(raw.Reveal())
}

// objectOf decodes the kept token answer; nil when it is not an object. Numbers keep their digits.
func objectOf(raw vault.Secret) map[string]any {
	if raw == "" {
		return nil
	}
	object, err := decodeObject([]byte(raw.Reveal()))
	if err != nil {
		return nil
	}
	return object
}

func decodeObject(text []byte) (map[string]any, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the JSON object")
	}
	return object, nil
}

// secretsInJSON collects the strings of a token answer whose names say that they are secret, at any depth.
func secretsInJSON(raw vault.Secret) []string {
	var out []string
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for name, inner := range v {
				if text, ok := inner.(string); ok && SecretName(name) {
					out = append(out, secretsOf(vault.Secret(text))...)
					continue
				}
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		}
	}
	walk(objectOf(raw))
	return out
}

// notSecret are names that hold one of the words below and yet are harmless.
var notSecret = map[string]bool{"tokentype": true, "tokenexpiresin": true, "refreshtokenexpiresin": true, "codechallenge": true,
	"codechallengemethod": true, "tokenexpiration": true, "errorcode": true, "statuscode": true, "countrycode": true}

// SecretName reports whether a field's name says that its value is secret: anything about tokens, secrets,
// passwords, keys, assertions, authorization codes and verifiers, whatever its spelling.
func SecretName(name string) bool {
	plain := strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "", " ", "").Replace(name))
	if notSecret[plain] || strings.HasSuffix(plain, "expiresin") || strings.HasSuffix(plain, "expiresat") {
		return false
	}
	if plain == "code" || plain == "jwt" || plain == "authcode" || plain == "spapioauthcode" {
		return true
	}
	for _, word := range []string{"token", "secret", "passw", "apikey", "privatekey", "assertion", "verifier", "credential", "incomingwebhookurl"} {
		if strings.Contains(plain, word) {
			return true
		}
	}
	return false
}
