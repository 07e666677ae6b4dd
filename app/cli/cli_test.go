package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"patchbay/app/fault"
	"patchbay/app/vault"
)

func TestAnErrorAnswerBecomesItsFault(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status     int
		body       string
		code, text string
		kind       fault.Kind
	}{
		{404, `{"error":{"code":"not_found","message":"No such provider."}}`, "not_found", "No such provider.", fault.NotFound},
		{400, `{"error":{"code":"unknown_connection"}}`, "unknown_connection", "There is no such connection.", fault.Invalid},
		{409, `{"error":{"code":"busy","message":"Busy.","hint":"Wait."}}`, "busy", "Busy. Wait.", fault.Conflict},
		{400, `{"error":{"code":"strange_code"}}`, "strange_code", "strange_code", fault.Invalid},
		{502, `<html>bad gateway`, "unexpected_answer", "Bad Gateway", fault.Upstream},
		{500, `{}`, "unexpected_answer", "Internal Server Error", fault.Upstream},
	} {
		err := answerFault(c.status, []byte(c.body))
		if !fault.HasCode(err, c.code) || !fault.IsKind(err, c.kind) || !strings.Contains(err.Error(), c.text) {
			t.Errorf("%d %s: %q, kind %v", c.status, c.body, err, fault.From(err).Kind)
		}
	}
	err := answerFault(400, []byte(`{"error":{"code":"invalid_body","errors":[{"message":"Too long.","path":["a","b"]},{"message":"Unknown key"}]}}`))
	if want := "Some input is wrong: a.b: Too long; Unknown key."; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
}

func TestSecretsComeFromWhereNobodyElseReads(t *testing.T) {
	t.Parallel()
	pipe := func(input string) *invocation { return &invocation{Program: Program{Stdin: strings.NewReader(input)}} }
	asked := ""
	terminal := &invocation{Program: Program{Stdin: strings.NewReader("unused"), ReadSecret: func(prompt string) (vault.Secret, error) {
		asked += prompt
		return "typed", nil
	}}}
	broken := &invocation{Program: Program{Stdin: io.LimitReader(nil, 0), ReadSecret: func(string) (vault.Secret, error) { return "", errors.New("no tty") }}}
	for name, c := range map[string]struct {
		inv    *invocation
		values map[string]string
		want   map[string]string
		code   string
	}{
		"one from a pipe is the whole input": {inv: pipe("-----BEGIN\nKEY-----\n"), values: map[string]string{"a": "-"}, want: map[string]string{"a": "-----BEGIN\nKEY-----"}},
		"several are a line each, in order":  {inv: pipe("first\r\nsecond\n"), values: map[string]string{"b": "-", "a": "-"}, want: map[string]string{"a": "first", "b": "second"}},
		"given values stay":                  {inv: pipe("x"), values: map[string]string{"a": "given"}, want: map[string]string{"a": "given"}},
		"a terminal asks for each":           {inv: terminal, values: map[string]string{"a": "-", "b": "-"}, want: map[string]string{"a": "typed", "b": "typed"}},
		"too few lines":                      {inv: pipe("first"), values: map[string]string{"a": "-", "b": "-"}, code: "input_too_short"},
		"too much":                           {inv: pipe(strings.Repeat("x", maxSecret+1)), values: map[string]string{"a": "-"}, code: "secret_too_large"},
		"no terminal after all":              {inv: broken, values: map[string]string{"a": "-"}, code: "no_terminal"},
	} {
		err := c.inv.fill(c.values, []string{"a", "b"})
		if c.code != "" {
			if !fault.HasCode(err, c.code) {
				t.Errorf("%s: %v, want %s", name, err, c.code)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for key, want := range c.want {
			if c.values[key] != want {
				t.Errorf("%s: %s = %q, want %q", name, key, c.values[key], want)
			}
		}
	}
	if asked != "a: b: " && asked != "a: b: a: b: " {
		t.Errorf("asked %q", asked)
	}
}

func TestAReferenceNamesIntegrationThenConnection(t *testing.T) {
	t.Parallel()
	for text, want := range map[reference]string{
		"github/jane":     "/connections/jane?provider_config_key=github",
		"my app/a/b":      "/connections/a%2Fb?provider_config_key=my+app",
		"g/%00?x=1&y=2#z": "/connections/%2500%3Fx=1&y=2%23z?provider_config_key=g",
		"github":          "", "/jane": "", "github/": "", "": "",
	} {
		got, err := text.path("/connections/", "")
		if got != want || (want == "" && !fault.HasCode(err, "bad_reference")) {
			t.Errorf("%q: %q, %v, want %q", text, got, err, want)
		}
	}
}

func TestARequestGoesThroughTheProxyAsWritten(t *testing.T) {
	t.Parallel()
	data := `{"a":1}`
	c := requestCommand{Method: "post", Connection: "acme/jane", Path: "/v1/a%2Fb?x=%20", Data: &data, Retries: 2, BaseURL: "https://x.example",
		Header: []string{"X-One: 1", "Accept:  text/plain", "content-type: application/merge-patch+json"}}
	body, err := c.body(nil)
	if err != nil {
		t.Fatal(err)
	}
	req, err := c.build(t.Context(), body)
	if err != nil {
		t.Fatal(err)
	}
	want := http.Header{"Provider-Config-Key": {"acme"}, "Connection-Id": {"jane"}, "Retries": {"2"}, "Base-Url-Override": {"https://x.example"},
		"Nango-Proxy-X-One": {"1"}, "Nango-Proxy-Accept": {"text/plain"}, "Content-Type": {"application/merge-patch+json"}}
	for name := range want {
		if req.Header.Get(name) != want.Get(name) {
			t.Errorf("%s: %q, want %q", name, req.Header.Get(name), want.Get(name))
		}
	}
	if got := req.Method + " " + req.URL.RequestURI(); got != "POST /proxy/v1/a%2Fb?x=%20" || req.ContentLength != int64(len(data)) {
		t.Errorf("%s, %d bytes", got, req.ContentLength)
	}
	for _, bad := range []requestCommand{
		{Method: "GET", Connection: "acme", Path: "/"},
		{Method: "G T", Connection: "a/b", Path: "/"},
		{Method: "GET", Connection: "a/b", Path: "/%zz"},
		{Method: "GET", Connection: "a/b", Path: "/", Header: []string{"no colon"}},
	} {
		if _, err := bad.build(t.Context(), http.NoBody); !fault.IsKind(err, fault.Invalid) {
			t.Errorf("%+v was built: %v", bad, err)
		}
	}
}

func TestTextFromOutsideCannotSteerTheTerminal(t *testing.T) {
	t.Parallel()
	if got := printable("a\x1b[2Jb\rc\x00\u009bd\u202e\u202a\u202d\u2068\u2069\u200e\u200be\nf\tg ąę"); strings.ContainsAny(got, "\x1b\r\x00\u009b\u202e\u202a\u202d\u2068\u2069\u200e\u200b\n\t") || !strings.HasSuffix(got, "f g ąę") {
		t.Errorf("printable = %q", got)
	}
}

func TestAWrongCommandLineIsUsageAndOneLine(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"fly"}, {"keys"}, {"connect"}, {"serve", "--vault", "paper"}, {"request", "GET"}, {"logs", "tail", "-n", "many"}} {
		var out, errs bytes.Buffer
		code := Run(t.Context(), args, Program{Version: "1", Stdout: &out, Stderr: &errs})
		if code != exitUsage || out.Len() != 0 || strings.Count(errs.String(), "\n") != 1 {
			t.Errorf("%v: code %d, stdout %q, stderr %q", args, code, out.String(), errs.String())
		}
	}
}

// A mistake of ours must not look like success to a script.
func TestAPanicIsNotSwallowed(t *testing.T) {
	t.Parallel()
	defer func() {
		if left := recover(); left != "a mistake of ours" {
			t.Errorf("the command left %v behind", left)
		}
	}()
	code := Run(t.Context(), []string{"doctor", "--data-dir", t.TempDir()}, Program{Stdout: io.Discard, Stderr: io.Discard,
		Doctor: func(context.Context, Settings) []Check { panic("a mistake of ours") }})
	t.Errorf("it ended with %d", code)
}

func TestTheReadmeNamesCommandsThatExist(t *testing.T) {
	t.Parallel()
	parser, err := kong.New(&grammar{}, kong.Name("patchbay"))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, leaf := range parser.Model.Leaves(false) {
		known[leaf.FullPath()] = true
		if leaf.Parent != nil {
			known[leaf.Parent.FullPath()] = true
		}
	}
	commands := regexp.MustCompile(`(?m)(?:^\s*|[` + "`" + `/(])patchbay ([a-z]+)(?: ([a-z]+))?`)
	for _, name := range []string{"../../README.md", "../README.md", "../../providers/README.md"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range commands.FindAllStringSubmatch(string(text), -1) {
			if !known["patchbay "+m[1]] && !known["patchbay "+m[1]+" "+m[2]] {
				t.Errorf("%s tells readers to run %q, which is no command", name, m[0])
			}
		}
	}
}
