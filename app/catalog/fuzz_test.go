package catalog_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"patchbay/app/catalog"
)

// A value is inserted as it is: whatever it holds, it must not make another value appear.
func FuzzExpandNeverFillsAValueAgain(f *testing.F) {
	for _, seed := range []string{
		"${value}", "${base64(${value})}", "${sha256Hex(${base64(${value})})}", "${hmacSha1Hex(a,${value}, b)}",
		"${value} || ${missing}", "${missing} || ${value}", "${now+1:days:YYYY}${value}", "${${value}}", "${base64(${value}", "${awsSigV4(${value}, b, c, d)}",
	} {
		for _, value := range []string{"x", "${leak}", "}${leak}", "${base64(${leak})}", ", ${leak}", ")}${leak}", "||${leak}"} {
			f.Add(seed, value)
		}
	}
	const secret = "\x01LEAK\x02"
	f.Fuzz(func(t *testing.T, template, value string) {
		if slices.ContainsFunc(catalog.Placeholders(template), func(name string) bool { return strings.Contains(name, "leak") }) {
			return
		}
		s := catalog.Scope{
			Values: map[string]any{"value": value, "leak": secret}, Now: moment, UUID: func() string { return "u" },
			Request: &catalog.RequestScope{Method: "GET", Host: "h", Path: "/"},
		}
		out, complete := catalog.Expand(template, s)
		if strings.Contains(out, secret) {
			t.Fatalf("Expand(%q) with %q filled a value again: %q", template, value, out)
		}
		if again, sameComplete := catalog.Expand(template, s); again != out || sameComplete != complete {
			t.Fatalf("Expand(%q) is not stable", template)
		}
	})
}

// Whatever a user types as a part of a host name, the URL stays under the provider's domain.
func FuzzExpandURLKeepsTheHost(f *testing.F) {
	for _, seed := range []string{"acme", "evil.com/", "x@evil.com", "evil.com#", "evil.com?", `evil.com\`, "evil.com%2f", "a\r\nb", "ünïcode", "[::1]", "127.0.0.1:80", "xn--", "%", "..", "\u2028"} {
		f.Add(seed)
	}
	const template = "https://${connectionConfig.x}.example.com/a"
	f.Fuzz(func(t *testing.T, value string) {
		u, err := catalog.ExpandURL(template, config("x", value), catalog.URLOptions{})
		if err == nil && (!strings.HasSuffix(u.Hostname(), ".example.com") || u.Scheme != "https" || u.User != nil || u.Path != "/a") {
			t.Fatalf("%q leads to %s", value, u)
		}
		base, err := catalog.ExpandBase(template, config("x", value))
		if err == nil && (!strings.HasSuffix(base, ".example.com/a") || strings.ContainsAny(strings.TrimPrefix(base, "https://"), "@?#\\\r\n ") ||
			strings.Count(base, "/") != 3) {
			t.Fatalf("%q leads to %q", value, base)
		}
	})
}

func FuzzBuildIndexNeverPanics(f *testing.F) {
	f.Add(good)
	f.Add("a: &a [*a, *a]\n")
	f.Add("display_name: !!binary x\ncategories: {? [a] : b}\n")
	f.Add("credentials: {a: ~}\nproxy: ~\ntoken_url: {OAUTH2: x}\n")
	f.Add("? |\n  block\n: x\n")
	f.Fuzz(func(t *testing.T, text string) {
		built, problems, err := catalog.BuildIndex(fstest.MapFS{"demo.yaml": {Data: []byte(text)}})
		if err != nil {
			if len(problems) == 0 {
				t.Fatalf("refused without a problem: %v", err)
			}
			return
		}
		c, err := catalog.Open(built, "", nil)
		if err != nil {
			t.Fatalf("an accepted file makes an index that does not open: %v", err)
		}
		p, ok := c.Get("demo")
		if !ok {
			t.Fatal("an accepted file does not decode")
		}
		p.Form()
		p.MissingParams(nil)
	})
}

func FuzzCanonicalQueryIsStable(f *testing.F) {
	for _, seed := range []string{"a=1&b=2", "b&a", "%zz=%41", "?x=+", "=&=", "a=%C3%BC"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		once := catalog.CanonicalQuery(raw)
		if twice := catalog.CanonicalQuery(once); twice != once {
			t.Fatalf("%q becomes %q, then %q", raw, once, twice)
		}
	})
}
