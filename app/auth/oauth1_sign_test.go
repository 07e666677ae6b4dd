package auth

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"patchbay/app/vault"
)

// RFC 5849 §3.4.1.1: repeated, empty and encoded parameters, in address and body.
func TestSignatureBaseOfTheRFC(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest(http.MethodPost, "http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b", nil)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	got := oauth1Base(r, []byte("c2&a3=2+q"), [][2]string{{"oauth_consumer_key", "9djdj82h48djs9d2"}, {"oauth_token", "kkk9d7dh3k39sjv7"},
		{"oauth_signature_method", "HMAC-SHA1"}, {"oauth_timestamp", "137131201"}, {"oauth_nonce", "7d8f3e4a"}})
	want := "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key" +
		"%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// The worked example of X's documentation, "Creating a signature".
func TestSignatureOfAWorkedExample(t *testing.T) {
	t.Parallel()
	body := "status=Hello%20Ladies%20%2b%20Gentlemen%2c%20a%20signed%20OAuth%20request%21"
	r := httptest.NewRequest(http.MethodPost, "https://api.twitter.com/1.1/statuses/update.json?include_entities=true", nil)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	s := oauth1Signature{method: "HMAC-SHA1", consumerKey: "xvz1evFS4wEEPTGEFPHBog", consumerSecret: "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
		token: "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb", tokenSecret: "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
		nonce: "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", timestamp: 1318622958}
	header := s.header(r, []byte(body))
	if !strings.Contains(header, `oauth_signature="hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D"`) || !strings.HasPrefix(header, `OAuth oauth_consumer_key="xvz1evFS4wEEPTGEFPHBog", oauth_nonce=`) {
		t.Error(header)
	}
}

func TestPlaintextAndRealm(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest(http.MethodGet, "https://api.example.com/a?x=1", nil)
	s := oauth1Signature{method: "PLAINTEXT", consumerKey: "key", consumerSecret: vault.Secret("s&crét"), tokenSecret: "t", token: "k", realm: "123_SB1", nonce: "n", timestamp: 1}
	header := s.header(r, nil)
	if !strings.HasPrefix(header, `OAuth realm="123_SB1", oauth_consumer_key="key"`) || !strings.Contains(header, `oauth_signature="s%2526cr%25C3%25A9t%26t"`) {
		t.Error(header)
	}
}

// FuzzSignatureBase: no address or body breaks the base string's three parts.
func FuzzSignatureBase(f *testing.F) {
	f.Add("a=1&a=2", "b=%zz")
	f.Fuzz(func(t *testing.T, query, body string) {
		r := httptest.NewRequest(http.MethodGet, "https://example.com/", nil)
		r.URL.RawQuery = query
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Body = io.NopCloser(strings.NewReader(body))
		if base := oauth1Base(r, []byte(body), nil); strings.Count(base, "&") != 2 {
			t.Error(base)
		}
	})
}
