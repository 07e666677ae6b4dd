package catalog_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"testing"
	"time"

	"patchbay/app/catalog"
)

func expand(t *testing.T, template string, s catalog.Scope) string {
	t.Helper()
	got, complete := catalog.Expand(template, s)
	if !complete {
		t.Fatalf("Expand(%q) is incomplete: %q", template, got)
	}
	return got
}

func TestDigestsGiveThePublishedValues(t *testing.T) {
	t.Parallel()
	// FIPS 180-2, appendix B.1; RFC 2202, section 3, case 2.
	s := catalog.Scope{Values: map[string]any{"text": "abc", "data": "what do ya want for nothing?", "key": "Jefe"}}
	if got := expand(t, "${sha256Hex(${text})}", s); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("sha256Hex = %s", got)
	}
	if got := expand(t, "${sha256Base64(abc)}", s); got != "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=" {
		t.Errorf("sha256Base64 = %s", got)
	}
	if got := expand(t, "${hmacSha1Hex(${data}, ${key})}", s); got != "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79" {
		t.Errorf("hmacSha1Hex = %s", got)
	}
}

// The example of Duo's Admin API documentation, "Authentication": date with a comma, form body out of order.
func TestDuoSignatureOfTheVendorsExample(t *testing.T) {
	t.Parallel()
	s := catalog.Scope{
		Values: map[string]any{"credentials": map[string]any{
			"username": "DIWJ8X6AEYOR5OMC6TQ1", "password": "Zh5eGmUq9zpfQnyUIu5OL9iWoMMv5ZNmk3zLJ4Ep",
		}},
		Request: &catalog.RequestScope{
			Method: "POST", Host: "api-xxxxxxxx.duosecurity.com", Path: "/accounts/v1/account/list",
			ContentType: "application/x-www-form-urlencoded", Body: []byte("username=root&realname=First+Last"),
		},
	}
	message := "Tue, 21 Aug 2012 17:29:18 -0000\n${method}\n${host}\n${path}\n${params}, ${credentials.password}"
	got := expand(t, "Basic ${base64(${credentials.username}:${hmacSha1Hex("+message+")})}", s)
	if want := "Basic RElXSjhYNkFFWU9SNU9NQzZUUTE6MmQ5N2Q2MTY2MzE5NzgxYjVhM2EwN2FmMzlkMzY2ZjQ5MTIzNGVkYw=="; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// RFC 8032, section 7.1, test 2: the message is the single byte "r".
func TestEd25519SignGivesTheRFCSignature(t *testing.T) {
	t.Parallel()
	seed, _ := hex.DecodeString("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
	want, _ := hex.DecodeString("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da" +
		"085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
	der, err := x509.MarshalPKCS8PrivateKey(ed25519.NewKeyFromSeed(seed))
	if err != nil {
		t.Fatal(err)
	}
	body := base64.StdEncoding.EncodeToString(der)
	for name, key := range map[string]string{
		"PEM":             "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n",
		"on one line":     "-----BEGIN PRIVATE KEY----- " + body + " -----END PRIVATE KEY-----",
		"spelled out":     `-----BEGIN PRIVATE KEY-----\n` + body + `\n-----END PRIVATE KEY-----\n`,
		"without a frame": body,
	} {
		s := catalog.Scope{Values: map[string]any{"m": "r", "key": key}}
		if got := expand(t, "sig=:${ed25519Sign(${m}, ${key})}:", s); got != "sig=:"+base64.StdEncoding.EncodeToString(want)+":" {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestFingerprintIsTheDigestOfThePublicHalf(t *testing.T) {
	t.Parallel()
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	private, _ := x509.MarshalPKCS8PrivateKey(key)
	public, _ := x509.MarshalPKIXPublicKey(key.Public())
	sum := sha256.Sum256(public)
	want := "SHA256:" + base64.StdEncoding.EncodeToString(sum[:])
	for _, der := range [][]byte{private, public} {
		s := catalog.Scope{Values: map[string]any{"key": base64.StdEncoding.EncodeToString(der)}}
		if got := expand(t, "${fingerprint(${key})}", s); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// Cases of the "AWS Signature Version 4 Test Suite" that sign the headers this function signs.
func TestAWSSignatureGivesTheValuesOfTheSuite(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, signed, signature string
		request                 catalog.RequestScope
	}{
		{"get-vanilla", "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
			catalog.RequestScope{Method: "GET", Path: "/"}},
		{"get-vanilla-query-order-key-case", "host;x-amz-date", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
			catalog.RequestScope{Method: "GET", Path: "/", RawQuery: "Param2=value2&Param1=value1"}},
		{"post-vanilla", "host;x-amz-date", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
			catalog.RequestScope{Method: "POST", Path: "/"}},
		{"post-x-www-form-urlencoded", "content-type;host;x-amz-date", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
			catalog.RequestScope{Method: "POST", Path: "/", ContentType: "application/x-www-form-urlencoded", Body: []byte("Param1=value1")}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := catalog.Scope{
				Values:  map[string]any{"id": "AKIDEXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"},
				Now:     time.Date(2015, 8, 30, 12, 36, 0, 0, time.UTC),
				Request: &test.request,
			}
			want := "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=" +
				test.signed + ", Signature=" + test.signature
			if got := expand(t, "${awsSigV4(${id}, ${secret}, us-east-1, service, example.amazonaws.com)}", s); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// What is sent is signed, whatever the method and the type: AWS computes the digest of the body that arrives.
func TestAWSSignatureCoversTheBodyAsItIsSent(t *testing.T) {
	t.Parallel()
	signed := func(r catalog.RequestScope) string {
		return expand(t, "${awsSigV4(a, b, us-east-1, iam)}", catalog.Scope{Now: moment, Request: &r})
	}
	for _, r := range []catalog.RequestScope{
		{Method: "DELETE", Path: "/x", ContentType: "application/json"}, {Method: "POST", Path: "/x", ContentType: "multipart/form-data; boundary=b"},
	} {
		without := signed(r)
		r.Body = []byte(`?{"ids":["1"]}`)
		with := signed(r)
		r.Body = r.Body[1:]
		if other := signed(r); without == with || with == other || without == other {
			t.Errorf("%s %s: bodies do not tell in %s, %s, %s", r.Method, r.ContentType, without, with, other)
		}
	}
}

func TestAWSSignatureHostDefaultsToTheService(t *testing.T) {
	t.Parallel()
	s := catalog.Scope{Now: moment, Request: &catalog.RequestScope{Method: "GET"}}
	short := expand(t, "${awsSigV4(a, b, us-east-1, iam)}", s)
	if long := expand(t, "${awsSigV4(a, b, us-east-1, iam, iam.amazonaws.com)}", s); short != long {
		t.Errorf("%s is not %s", short, long)
	}
}

func TestCanonicalQuery(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"":                                  "",
		"?b=2&a=1":                          "a=1&b=2",
		"realname=First+Last&username=root": "realname=First%20Last&username=root",
		"a=!'()*~-._":                       "a=%21%27%28%29%2A~-._",
		"k=%C3%BC&k=a&empty&=x":             "=x&empty=&k=a&k=%C3%BC",
		"bad=%zz":                           "bad=%25zz",
	} {
		if got := catalog.CanonicalQuery(raw); got != want {
			t.Errorf("CanonicalQuery(%q) = %q, want %q", raw, got, want)
		}
	}
}

func TestCanonicalBodyDependsOnTheMethodAndType(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ method, contentType, body, params, raw string }{
		{"POST", "application/x-www-form-urlencoded", "b=2&a=1", "a=1&b=2", "b=2&a=1"},
		{"PUT", "application/json", `{"b":true,"a":[1]}`, "a=%5B1%5D&b=true", `{"b":true,"a":[1]}`},
		{"PATCH", "multipart/form-data; boundary=x", "--x", "", ""},
		{"DELETE", "", "ignored", "q=1", ""},
		{"GET", "", "ignored", "q=1", ""},
	} {
		s := catalog.Scope{Request: &catalog.RequestScope{Method: test.method, ContentType: test.contentType, Body: []byte(test.body), RawQuery: "q=1"}}
		if got := expand(t, "${params}|${bodyCanonicalParams}", s); got != test.params+"|"+test.raw {
			t.Errorf("%s %s: got %s", test.method, test.contentType, got)
		}
	}
}
