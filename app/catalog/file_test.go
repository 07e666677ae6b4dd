package catalog_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"patchbay/app/catalog"
)

// good is a file without a problem; cases add lines behind line 7.
const good = `display_name: Demo
categories: [other]
auth_mode: API_KEY
docs: https://demo.example.com/docs
proxy:
  base_url: https://demo.example.com
  headers: {authorization: 'Bearer ${apiKey}'}
`

func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCheckNamesTheLineOfEveryProblem(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		line       int
		says       string
	}{
		{"unknown field", good + "colour: red\n", 8, `There is no field "colour".`},
		{"unknown field inside", "display_name: A\ncategories: [other]\nauth_mode: NONE\nproxy:\n  base_url: https://a.com\n  header: {}\n", 6, `There is no field "header" in proxy.`},
		{"unknown attribute of a field", good + "credentials:\n  apiKey:\n    titel: x\n", 10, `There is no field "titel" in credentials.apiKey.`},
		{"number for text", good + "scope_separator: 1\n", 8, "scope_separator must be text; put quotes around it."},
		{"text for a switch", good + "disable_pkce: 'yes'\n", 8, "disable_pkce must be true or false."},
		{"text for a number", good + "token_expiration_buffer: soon\n", 8, "token_expiration_buffer must be a whole number."},
		{"text for a list", good + "scopes: read\n", 8, "scopes must be a list, not a single value."},
		{"list for an object", good + "credentials: [apiKey]\n", 8, "credentials must be an object (name: value), not a list."},
		{"object for text", good + "vendor_scopes_docs: {a: b}\n", 8, "vendor_scopes_docs must be text."},
		{"number in a list of texts", good + "scopes: [read, 7]\n", 8, "scopes[1] must be text"},
		{"duplicate key", good + "docs: https://b.example.com\n", 8, "docs is set twice, first in line 4."},
		{"duplicate header", good + "token_headers:\n  a: x\n  a: y\n", 10, "token_headers.a is set twice, first in line 9."},
		{"bad pattern", good + "credentials:\n  apiKey:\n    title: Key\n    pattern: '[z-a]'\n", 11, "credentials.apiKey: the pattern does not compile"},
		{"unsupported look-behind", good + "credentials:\n  apiKey: {title: Key, pattern: '(?<=a)b'}\n", 9, "the pattern does not compile"},
		{"unknown format", good + "credentials:\n  apiKey: {title: Key, format: ipv4}\n", 9, `credentials.apiKey.format is "ipv4"; it must be one of hostname, uri, uuid, email.`},
		{"no title", good + "credentials:\n  token: {secret: true}\n", 9, "credentials.token needs a title"},
		{"default outside the enum", good + "connection_config:\n  region: {title: R, enum: [eu], default_value: us}\n", 9, `the default "us" is not in the enum`},
		{"visible_when of nothing", good + "integration_config:\n  a: {title: A, visible_when: {field: b, equals: c}}\n", 9, `depends on a field "b" that does not exist`},
		{"unknown function", good + "refresh_params: {x: '${rot13(${apiKey})}'}\n", 8, `refresh_params.x: there is no template function "rot13".`},
		{"unbalanced function", good + "refresh_params: {x: '${base64(${apiKey}'}\n", 8, "the function base64( has no closing )}"},
		{"unbalanced placeholder", good + "refresh_params:\n  x: 'a ${apiKey'\n", 9, `refresh_params.x: a placeholder that starts with "${apiKey" has no closing brace.`},
		{"undeclared parameter", good + "refresh_params: {x: '${connectionConfig.region}'}\n", 8, "refresh_params.x reads ${connectionConfig.region}, which is no connection_config field"},
		{"undeclared parameter in a function", good + "refresh_params: {x: '${base64(${connectionConfig.region})}'}\n", 8, "which is no connection_config field"},
		{"undeclared credential", good + "refresh_params: {x: '${credentials.pin}'}\n", 8, "which is no credential of this provider"},
		{"unknown bare name", good + "refresh_params: {x: '${apikey}'}\n", 8, "which is not a name that templates know"},
		{"script link", good + "vendor_oauth_docs: 'javascript:alert(1)'\n", 8, "vendor_oauth_docs must be a web address"},
		{"link with a line break", good + "vendor_oauth_docs: \"https://a.com/\\n\"\n", 8, "vendor_oauth_docs must be a web address"},
		{"address without scheme", good + "refresh_url: demo.example.com/token\n", 8, "refresh_url must start with https://"},
		{"a token without encryption", good + "token_url: http://plain.example.com/token\n", 8, "token_url must start with https://"},
		{"a token over http to a typed host", good + "connection_config:\n  h: {title: H, format: hostname}\ntoken_url: 'http://${connectionConfig.h}/token'\n", 10, "token_url must start with https://"},
		{"a login without encryption", good + "authorization_url: http://plain.example.com/\n", 8, "authorization_url must start with https://"},
		{"a base without encryption", strings.Replace(good, "base_url: https:", "base_url: http:", 1), 6, "travel unencrypted"},
		{"metadata of a cloud", good + "token_url: https://169.254.169.254/token\n", 8, "token_url leads to 169.254.169.254"},
		{"metadata in IPv6", good + "token_url: 'https://[::ffff:169.254.169.254]:443/token'\n", 8, "where credentials are never sent"},
		{"any host", good + "connection_config:\n  h: {title: H}\ntoken_url: 'https://${connectionConfig.h}'\n", 9, "connection_config.h becomes part of a host name; give it a pattern or a format."},
		{"a line break in a header", good + "token_headers:\n  x-a: \"a\\r\\nb: c\"\n", 9, "token_headers.x-a has a line break"},
		{"a header's name", good + "token_headers:\n  'x a': b\n", 9, `"x a" is no name of a header`},
		{"an empty enum", good + "connection_config:\n  region: {title: R, enum: []}\n", 9, "the enum is empty"},
		{"a check elsewhere", strings.Replace(good, "proxy:\n", "proxy:\n  verification: {endpoints: [/me, 'https://evil.example/me']}\n", 1), 6, "endpoints[1] must be a path"},
		{"a check at another host", strings.Replace(good, "proxy:\n", "proxy:\n  verification: {endpoints: [//evil.example/me]}\n", 1), 6, "endpoints[0] must be a path"},
		{"empty alternative", good + "refresh_url: 'https://a.com/token ||'\n", 8, "refresh_url has an empty alternative"},
		{"unknown auth mode", "display_name: A\ncategories: [other]\nauth_mode: MAGIC\n", 3, `auth_mode is "MAGIC"; it must be one of OAUTH2`},
		{"unknown category", "display_name: A\ncategories: [other, zoo]\nauth_mode: NONE\n", 2, `categories[1] is "zoo"`},
		{"no name", "categories: [other]\nauth_mode: NONE\n", 1, "display_name is missing"},
		{"no categories", "display_name: A\nauth_mode: NONE\n", 1, "categories is missing"},
		{"bad retry code", "display_name: A\ncategories: [other]\nauth_mode: NONE\nproxy:\n  base_url: https://a.com\n  retry:\n    error_code: ['429', 'often']\n", 7, `"often" is no status`},
		{"bad retry expression", "display_name: A\ncategories: [other]\nauth_mode: NONE\nproxy:\n  base_url: https://a.com\n  retry:\n    in_body: {path: a, value: '/(/', strategy: at}\n", 7, "is no regular expression"},
		{"anchors", "display_name: &a A\ncategories: [other]\nauth_mode: NONE\nalias_of: *a\n", 1, "uses a YAML anchor or alias"},
		{"merge key", "display_name: A\ncategories: [other]\nauth_mode: NONE\nproxy:\n  <<: {base_url: x}\n", 5, "a name that is not plain text"},
		{"broken YAML", "display_name: A\ncategories: [other\nauth_mode: NONE\n", 2, "This is not valid YAML"},
		{"broken indentation", "display_name: A\n  categories: [other]\n", 2, "This is not valid YAML"},
		{"tab", "display_name: A\nproxy:\n\tbase_url: x\n", 3, "This is not valid YAML"},
		{"two documents", good + "---\na: b\n", 0, "holds one document"},
		{"empty file", "", 1, "The file is empty."},
		{"list as file", "- a\n", 1, "The file must be an object"},
		{"long value", good + "docs_kind: " + strings.Repeat("a", 20<<10) + "\n", 8, "docs_kind is longer than 16 kB"},
		{"deep value", good + "token_params: " + strings.Repeat("{a: ", 20) + "x" + strings.Repeat("}", 20) + "\n", 8, "is nested deeper than 12 levels"},
		{"huge file", good + "# " + strings.Repeat("a", 1<<20) + "\n", 0, "a plain file of at most 256 kB"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path := write(t, t.TempDir(), "demo.yaml", test.text)
			problems, count, err := catalog.Check(path)
			if err != nil || count != 1 {
				t.Fatalf("Check = %d providers, %v", count, err)
			}
			for _, problem := range problems {
				if strings.Contains(problem.Message, test.says) && (test.line == 0 || problem.Line == test.line) && problem.File == path {
					return
				}
			}
			t.Errorf("no problem in line %d says %q; got %v", test.line, test.says, problems)
		})
	}
}

func TestVerificationAndScriptExcludeEachOther(t *testing.T) {
	t.Parallel()
	text := strings.Replace(good, "proxy:\n", "proxy:\n  verification: {endpoints: [/me]}\n", 1) + "credentials_verification_script: x\n"
	problems, _, _ := catalog.Check(write(t, t.TempDir(), "demo.yaml", text))
	if len(problems) != 1 || problems[0].Line != 9 || !strings.Contains(problems[0].Message, "exclude each other") {
		t.Errorf("got %v", problems)
	}
}

func TestCheckWarnsAboutWhatStillWorks(t *testing.T) {
	t.Parallel()
	text := strings.Replace(good, "https://demo.example.com\n  headers", "https://${connectionConfig.shop}.example.com\n  headers", 1) +
		"connection_config:\n  shop: {title: Shop}\n"
	problems, _, _ := catalog.Check(write(t, t.TempDir(), "demo.yaml", text))
	if len(problems) != 1 || !problems[0].Warning || problems[0].Line != 9 || !strings.Contains(problems[0].Message, "give it a pattern") {
		t.Errorf("got %v", problems)
	}
}

func TestCheckStopsCountingInAFileThatIsNoProvider(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("x: 1\n", 10_000)
	problems, _, _ := catalog.Check(write(t, t.TempDir(), "demo.yaml", text))
	if len(problems) != 51 || problems[50].Message != "There are 9950 more problems in this file." {
		t.Errorf("got %d problems, the last %v", len(problems), problems[len(problems)-1])
	}
}

func TestCheckReadsAFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "demo.yaml", good)
	write(t, dir, "demo.yml", good)
	write(t, dir, "Bad Name.yaml", good)
	write(t, dir, "notes.txt", "ignored")
	if err := os.Mkdir(filepath.Join(dir, "folder.yaml"), 0o700); err != nil {
		t.Fatal(err)
	}
	problems, count, err := catalog.Check(dir)
	if err != nil || count != 3 {
		t.Fatalf("Check = %d providers, %v", count, err)
	}
	got := fmt.Sprint(problems)
	for _, want := range []string{"The provider demo is already defined in demo.yaml.", "The file name must be the provider key"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %s", want, got)
		}
	}
	if _, _, err := catalog.Check(filepath.Join(dir, "nothing")); err == nil {
		t.Error("a path that does not exist gives no error")
	}
}
