package auth_test

import (
	"testing"

	"patchbay/app/auth"
	"patchbay/app/vault"
)

func TestARefusalIsReadWhateverItsShape(t *testing.T) {
	t.Parallel()
	const secret = vault.Secret("key-31415926")
	for body, want := range map[string]auth.Refusal{
		`{"error":"invalid_api_key","message":"No such key key-31415926"}`: {Code: "invalid_api_key", Description: "No such key •••"},
		`{"message":"Unauthorized"}`:                                       {Description: "Unauthorized"},
		`{"errors":[{"detail":"Your key has ended"}]}`:                     {Description: "Your key has ended"},
		`{"errorCode":"AUTH_FAILED","detail":"wrong\nkey"}`:                {Code: "AUTH_FAILED", Description: "wrong key"},
		`{"ok":false,"error":"invalid_auth"}`:                              {Code: "invalid_auth", Description: "invalid_auth"},
		`[1]`:                                                              {}, `<html>`: {}, ``: {}, `{}`: {},
	} {
		if got := auth.RefusalIn("application/json", []byte(body), secret); got != want {
			t.Errorf("%s: %+v, want %+v", body, got, want)
		}
	}
}

func TestASuccessThatIsARefusal(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{
		`{"ok":false}`: true, "\ufeff{\"ok\":false}": true, `{"success":false}`: true, `{"error":"no"}`: true, `{"errors":[{}]}`: true, `{"error":{"code":401}}`: true,
		`{"data":null,"errors":[{"message":"no"}]}`: true,
		`{"ok":true}`: false, `{"error":null}`: false, `{"error":false}`: false, `{"error":""}`: false, `{"errors":[]}`: false, `{"errors":{}}`: false,
		`{"error":0}`: false, `{"data":{"me":1},"errors":[{}]}`: false, `[{"error":"no"}]`: false, ``: false, `plain`: false, `{"errors_total":3}`: false,
	} {
		if got := auth.RefusedAnyway("application/json", []byte(body)); got != want {
			t.Errorf("%s: %t", body, got)
		}
	}
}

func TestAWebPageIsKnownByTypeOrBeginning(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		contentType, body, title string
		want                     bool
	}{
		{"text/html; charset=utf-8", "Sign in", "", true},
		{"application/json", "\n <!DOCTYPE html><title>Sign in</title>", "Sign in", true},
		{"", "<HTML>", "", true},
		{"application/xml", "<?xml version=\"1.0\"?><users/>", "", false},
		{"application/json", "{}", "", false},
		{"", "", "", false},
	} {
		if title, got := auth.WebPage(c.contentType, []byte(c.body)); got != c.want || title != c.title {
			t.Errorf("%q %q: %q, %t", c.contentType, c.body, title, got)
		}
	}
}
