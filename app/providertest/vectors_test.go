package providertest

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// What judges Patchbay is judged by published examples first.
func TestOAuth1Vector(t *testing.T) {
	t.Parallel()
	// https://developer.x.com/en/docs/authentication/oauth-1-0a/creating-a-signature
	got := &Received{Method: "POST", Scheme: "https", Host: "api.twitter.com", Path: "/1.1/statuses/update.json", RawQuery: "include_entities=true",
		Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Authorization": {`OAuth oauth_consumer_key="xvz1evFS4wEEPTGEFPHBog", ` +
			`oauth_nonce="kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", oauth_signature="hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D", oauth_signature_method="HMAC-SHA1", ` +
			`oauth_timestamp="1318622958", oauth_token="370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb", oauth_version="1.0"`}},
		Body: []byte("status=Hello%20Ladies%20%2b%20Gentlemen%2c%20a%20signed%20OAuth%20request%21")}
	key := oauth1Key{consumer: "xvz1evFS4wEEPTGEFPHBog", consumerSecret: "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
		tokenSecret: "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE", method: "HMAC-SHA1"}
	if _, wrong := verifyOAuth1(got, key); len(wrong) > 0 {
		t.Error(wrong)
	}
	got.RawQuery = "include_entities=false"
	if _, wrong := verifyOAuth1(got, key); len(wrong) == 0 {
		t.Error("a changed query passes")
	}
}

func TestSigV4Vector(t *testing.T) {
	t.Parallel()
	// The case get-vanilla of AWS's Signature Version 4 test suite.
	got := &Received{Method: "GET", Scheme: "https", Host: "example.amazonaws.com", Path: "/", Header: http.Header{"X-Amz-Date": {"20150830T123600Z"},
		"Authorization": {"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, " +
			"Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"}}}
	key := sigV4{accessKey: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", region: "us-east-1", service: "service", needed: []string{"host"}}
	if wrong := verifySigV4(got, key); len(wrong) > 0 {
		t.Error(wrong)
	}
	got.Path = "/other"
	if wrong := verifySigV4(got, key); len(wrong) == 0 {
		t.Error("a changed path passes")
	}
}

func TestJWTVector(t *testing.T) {
	t.Parallel()
	// RFC 7515 appendix A.1.
	const text = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ" +
		".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
	key, err := base64.RawURLEncoding.DecodeString("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")
	if err != nil {
		t.Fatal(err)
	}
	if _, wrong := verifyJWT(text, key, time.Unix(1300819000, 0)); len(wrong) > 0 {
		t.Error(wrong)
	}
	if _, wrong := verifyJWT(text, []byte("another key"), time.Unix(1300819000, 0)); len(wrong) == 0 {
		t.Error("another key passes")
	}
}

func TestPKCEVector(t *testing.T) {
	t.Parallel()
	m := &oauth2{challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"} // RFC 7636 appendix B
	if wrong := m.fits("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"); len(wrong) > 0 {
		t.Error(wrong)
	}
	if wrong := m.fits("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl"); len(wrong) == 0 {
		t.Error("another verifier passes")
	}
}

func TestTemplates(t *testing.T) {
	t.Parallel()
	f := filler{values: map[string]string{"connectionConfig.a": "x{y}", "b": "2"}, now: time.Date(2026, 3, 4, 5, 6, 7, 89e6, time.UTC), random: "r"}
	for template, want := range map[string]string{
		"${connectionConfig.a}-${b}":                         "x{y}-2",
		"${base64(${b}:${random})}":                          base64.StdEncoding.EncodeToString([]byte("2:r")),
		"${now}":                                             "2026-03-04T05:06:07.089Z",
		"${now:YYYYMMDDTHHmmss[Z]}":                          "20260304T050607Z",
		"${now:ddd, DD MMM YYYY HH:mm:ss ZZ}":                "Wed, 04 Mar 2026 05:06:07 +0000",
		"${now:X} ${now:x}":                                  "1772600767 1772600767089",
		"${now+7:days:YYYY-MM-DD} ${now+1:minutes:X}":        "2026-03-11 1772600827",
		"${sha256Hex(abc)}":                                  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", // FIPS 180-2 B.1
		"${hmacSha1Hex(what do ya want for nothing?, Jefe)}": "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",                         // RFC 2202 §3
	} {
		if got, complete := f.fill(template); got != want || !complete {
			t.Errorf("%s is %q (%v), want %q", template, got, complete, want)
		}
	}
	if got, _ := f.either("${missing} || other"); got != "other" {
		t.Errorf("the alternative is %q", got)
	}
	if _, complete := f.fill("${missing}"); complete {
		t.Error("a missing value counts as filled")
	}
}

// Every field gets a value that it accepts.
func TestSamplesFitTheirFields(t *testing.T) {
	t.Parallel()
	table, err := Table()
	if err != nil {
		t.Fatal(err)
	}
	if len(table) != 1013 {
		t.Errorf("%d providers", len(table))
	}
	for _, facts := range table {
		play, ok := NewPlay(facts, "http://127.0.0.1:1/oauth/callback", time.Now)
		if !ok {
			t.Errorf("%s: no play for %s", facts.Key, facts.AuthMode)
			continue
		}
		for name, value := range play.Params() {
			pattern, err := regexp.Compile(facts.ConnectionConfig[name].Pattern)
			if err == nil && !pattern.MatchString(value) {
				t.Errorf("%s: %s = %q does not match %s", facts.Key, name, value, pattern)
			}
		}
	}
}

// A step notices each thing that is not as it should be.
func TestAStepNoticesWhatIsWrong(t *testing.T) {
	t.Parallel()
	step := func() *Step {
		return &Step{Method: "POST", URL: "https://a.example/token", Query: Values{"v": {"1"}}, Header: map[string]string{"authorization": "Basic eA=="},
			Form: Values{"code": {"c"}, "nonce": {anyUUID}}}
	}
	right := func() *Received {
		return &Received{Method: "POST", Scheme: "https", Host: "a.example", Path: "/token", RawQuery: "v=1",
			Header: http.Header{"Authorization": {"Basic eA=="}, "Content-Type": {"application/x-www-form-urlencoded"}},
			Body:   []byte(url.Values{"code": {"c"}, "nonce": {"5f0c1d2e-3b4a-4968-8776-0123456789ab"}}.Encode())}
	}
	if wrong := step().check(right()); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	for name, spoil := range map[string]func(*Received){
		"address":       func(r *Received) { r.Path = "/Token" },
		"query":         func(r *Received) { r.RawQuery = "v=2" },
		"more query":    func(r *Received) { r.RawQuery = "v=1&w=1" },
		"twice":         func(r *Received) { r.RawQuery = "v=1&v=1" },
		"header":        func(r *Received) { r.Header.Set("Authorization", "Basic eQ==") },
		"two headers":   func(r *Received) { r.Header.Add("Authorization", "Basic eA==") },
		"more headers":  func(r *Received) { r.Header.Set("X-Secret", "1") },
		"form":          func(r *Received) { r.Body = []byte(strings.Replace(string(r.Body), "code=c", "code=d", 1)) },
		"less form":     func(r *Received) { r.Body = []byte(strings.Replace(string(r.Body), "code=c&", "", 1)) },
		"more form":     func(r *Received) { r.Body = append(r.Body, "&client_secret=x"...) },
		"no UUID":       func(r *Received) { r.Body = []byte(strings.Replace(string(r.Body), "-4968-", "-1968-", 1)) },
		"media type":    func(r *Received) { r.Header.Set("Content-Type", "application/json") },
		"no body":       func(r *Received) { r.Body = nil },
		"another JSON":  func(r *Received) { r.Body = []byte(`{"code":"c"}`) },
		"another shape": func(r *Received) { r.Body = []byte("code[]=c") },
	} {
		got := right()
		spoil(got)
		if wrong := step().check(got); len(wrong) == 0 {
			t.Errorf("%s: nothing is noticed", name)
		}
	}
}
