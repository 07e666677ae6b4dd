package auth

import (
	"bytes"
	"cmp"
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // RFC 5849 §3.4.2 names it
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/vault"
)

// oauth1Signature signs requests by RFC 5849. The widely used library for it drops repeated parameters from the
// signature and takes neither clock nor PLAINTEXT, hence these lines; they are checked against the RFC's own example.
type oauth1Signature struct {
	method             string // "HMAC-SHA1", "HMAC-SHA256" or "PLAINTEXT"
	consumerKey        string
	consumerSecret     vault.Secret
	token              string
	tokenSecret        vault.Secret
	realm              string // goes first, unsigned (§3.5.1); empty: none
	callback, verifier string
	nonce              string
	timestamp          int64
}

// header is the value of Authorization for the request. A form body is part of what is signed (§3.4.1.3.1).
func (s oauth1Signature) header(r *http.Request, body []byte) string {
	own := [][2]string{{"oauth_consumer_key", s.consumerKey}, {"oauth_nonce", s.nonce}, {"oauth_signature_method", s.method},
		{"oauth_timestamp", strconv.FormatInt(s.timestamp, 10)}, {"oauth_version", "1.0"}}
	for name, value := range map[string]string{"oauth_token": s.token, "oauth_callback": s.callback, "oauth_verifier": s.verifier} {
		if value != "" {
			own = append(own, [2]string{name, value})
		}
	}
	own = append(own, [2]string{"oauth_signature", s.signature(r, body, own)})
	slices.SortFunc(own, func(a, b [2]string) int { return cmp.Compare(a[0], b[0]) })
	if s.realm != "" {
		own = slices.Insert(own, 0, [2]string{"realm", s.realm})
	}
	pairs := make([]string, len(own))
	for i, pair := range own {
		pairs[i] = pair[0] + `="` + percent(pair[1]) + `"`
	}
	return "OAuth " + strings.Join(pairs, ", ")
}

func (s oauth1Signature) signature(r *http.Request, body []byte, own [][2]string) string {
	key := percent(s.consumerSecret.Reveal()) + "&" + percent(s.tokenSecret.Reveal())
	if s.method == "PLAINTEXT" { // §3.4.4
		return key
	}
	digest := sha1.New
	if s.method == "HMAC-SHA256" {
		digest = sha256.New
	}
	mac := hmac.New(digest, []byte(key))
	mac.Write([]byte(oauth1Base(r, body, own)))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// oauth1Base is the signature base string (§3.4.1).
func oauth1Base(r *http.Request, body []byte, own [][2]string) string {
	pairs := slices.Clone(own)
	add := func(query string) {
		for part := range strings.SplitSeq(query, "&") {
			if part == "" {
				continue
			}
			name, value, _ := strings.Cut(part, "=")
			pairs = append(pairs, [2]string{unquery(name), unquery(value)})
		}
	}
	add(r.URL.RawQuery)
	if kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); strings.TrimSpace(kind) == "application/x-www-form-urlencoded" {
		add(string(bytes.TrimSpace(body)))
	}
	for i := range pairs {
		pairs[i] = [2]string{percent(pairs[i][0]), percent(pairs[i][1])}
	}
	slices.SortFunc(pairs, func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	text := make([]string, len(pairs))
	for i, pair := range pairs {
		text[i] = pair[0] + "=" + pair[1]
	}
	return strings.ToUpper(r.Method) + "&" + percent(baseAddress(r.URL)) + "&" + percent(strings.Join(text, "&"))
}

// baseAddress is §3.4.1.2: lower-case scheme and host, no default port, no query.
func baseAddress(u *url.URL) string {
	scheme, host := strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if scheme == "https" {
		host = strings.TrimSuffix(host, ":443")
	} else {
		host = strings.TrimSuffix(host, ":80")
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	return scheme + "://" + host + path
}

// percent is the encoding of §3.6: everything but letters, digits and - . _ ~.
func percent(value string) string { return strings.ReplaceAll(url.QueryEscape(value), "+", "%20") }

func unquery(value string) string {
	plain, err := url.QueryUnescape(value)
	if err != nil {
		return value
	}
	return plain
}

// missingConsumer is the fault of a request that cannot be signed.
func missingConsumer() error {
	return fault.New(fault.Invalid, "unsupported_auth", "The request cannot be signed: the consumer key or its secret is missing.").
		WithHint("Enter both in the integration's settings.")
}
