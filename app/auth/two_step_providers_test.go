package auth_test

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/auth"
	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/providers"
)

// twoStepTable holds, for each of the 66 providers, what a login with sample values must send and yield. It was worked out
// from the catalog's facts by the rules of providers-and-auth §2 and §4.7, not with this package.
//
//go:embed testdata/two_step.jsonl
var twoStepTable []byte

type twoStepRow struct {
	Key       string            `json:"key"`
	Values    map[string]string `json:"values"`
	Config    map[string]any    `json:"config"`
	Settings  map[string]string `json:"settings"`
	Once      map[string]string `json:"once"`
	Requests  []wantedRequest   `json:"requests"`
	Answers   []wantedAnswer    `json:"answers"`
	Token     string            `json:"token"`
	Expires   string            `json:"expires"`
	Facts     map[string]any    `json:"facts"`
	Bearer    bool              `json:"bearer"`
	Refresh   *wantedRequest    `json:"refresh"`
	Refreshed wantedAnswer      `json:"refreshed"`
}

type wantedRequest struct {
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
}

type wantedAnswer struct {
	Type    string   `json:"type"`
	Body    string   `json:"body"`
	Cookies []string `json:"cookies"`
}

func (a wantedAnswer) handler() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, cookie := range a.Cookies {
			w.Header().Add("Set-Cookie", cookie)
		}
		authtest.Answer(http.StatusOK, a.Type, a.Body)(w, r)
	}
}

// signedHere marks what the provider has to verify rather than compare.
const signedHere = "«signed»"

// differs compares a request with what was wanted of it.
func (w wantedRequest) differs(got request) string {
	headers := map[string]string{}
	for name, values := range got.header {
		if name != "User-Agent" && name != "Accept-Encoding" && name != "Content-Length" {
			headers[strings.ToLower(name)] = strings.Join(values, ", ")
		}
	}
	body := got.body
	for _, mark := range []string{signedHere, "%C2%ABsigned%C2%BB"} {
		if before, after, found := strings.Cut(w.Body, mark); found && strings.HasPrefix(body, before) && strings.HasSuffix(body, after) {
			body = w.Body
		}
	}
	return cmp.Diff(w, wantedRequest{got.method, got.url, headers, body})
}

func TestEveryTwoStepProvider(t *testing.T) {
	t.Parallel()
	known, err := catalog.Open(providers.Index, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	vendor := begin(t, func() time.Time { return moment })
	count := 0
	for line := range bytes.Lines(twoStepTable) {
		var row twoStepRow
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		p, ok := known.Get(row.Key)
		if !ok || p.AuthMode != catalog.TwoStep {
			t.Errorf("%s is no TWO_STEP provider of the catalog", row.Key)
			continue
		}
		count++
		row.withKeys(p)
		row.walk(t, vendor, p)
	}
	if count != 66 {
		t.Errorf("%d providers, want 66", count)
	}
}

// withKeys puts real keys where something is signed; the other values stay samples.
func (row *twoStepRow) withKeys(p *catalog.Provider) {
	written := rsaPEM
	if header, _ := p.Assertion.Get("header"); header != nil && header.(catalog.Params).Text("alg") == "ES256" {
		written = ecPEM
	}
	for _, group := range []map[string]string{row.Values, row.Once, row.Settings} {
		if _, ok := group["privateKey"]; ok {
			group["privateKey"] = written
		}
	}
}

func (row *twoStepRow) walk(t *testing.T, vendor *everyone, p *catalog.Provider) {
	t.Helper()
	entry := auth.Entry{TokenRequest: auth.TokenRequest{Provider: p, Config: row.Config, App: auth.App{Settings: row.Settings}}, Values: row.Values, Assertion: row.Once}
	if p.Key == "salesforce-jwt" { // it is asked when the token ends
		row.Answers = append(row.Answers, wantedAnswer{Type: "application/json", Body: `{"active":true,"exp":1767330000}`})
		row.Expires = "2026-01-02T05:00:00.000Z"
	}
	for _, answer := range row.Answers {
		vendor.reply(answer.handler())
	}
	got, err := vendor.client.Obtain(t.Context(), entry)
	requests := vendor.take()
	if err != nil {
		t.Errorf("%s: %v; requests %+v", p.Key, err, requests)
		vendor.answers = nil
		return
	}
	row.compare(t, "login", requests, row.Requests)
	row.stored(t, got, p)
	row.renewed(t, vendor, entry.TokenRequest, got.Credentials)
}

func (row *twoStepRow) compare(t *testing.T, what string, got []request, want []wantedRequest) {
	t.Helper()
	if len(got) < len(want) {
		t.Errorf("%s, %s: %d requests, want %d", row.Key, what, len(got), len(want))
		return
	}
	for i, wanted := range want {
		if diff := wanted.differs(got[i]); diff != "" {
			t.Errorf("%s, %s, request %d (-want +got):\n%s", row.Key, what, i+1, diff)
		}
	}
}

// stored holds the credentials and the header that follows from them against the row.
func (row *twoStepRow) stored(t *testing.T, got auth.Obtained, p *catalog.Provider) {
	t.Helper()
	written, err := auth.Encode(got.Credentials)
	if err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	if err := json.Unmarshal(written, &object); err != nil {
		t.Fatal(err)
	}
	expires, _ := object["expires_at"].(string)
	if object["type"] != "TWO_STEP" || object["token"] != row.Token || expires != row.Expires {
		t.Errorf("%s: token %v until %q, want %s until %q", row.Key, object["token"], expires, row.Token, row.Expires)
	}
	for name, value := range row.Values {
		if _, held := row.Settings[name]; !held && object[name] != value {
			t.Errorf("%s: %s is not stored", row.Key, name)
		}
	}
	for name, value := range row.Settings {
		if object[name] == value {
			t.Errorf("%s: the integration's %s is stored on the connection", row.Key, name)
		}
	}
	if _, found := object["privateKey"]; found && len(row.Once) > 0 {
		t.Errorf("%s: the single-use key is stored", row.Key)
	}
	if diff := cmp.Diff(row.Facts, got.Config); diff != "" {
		t.Errorf("%s: facts for the connection (-want +got):\n%s", row.Key, diff)
	}
	call, err := http.NewRequest(http.MethodGet, "https://api.example.com", nil)
	if err != nil {
		t.Fatal(err)
	}
	want := ""
	if row.Bearer {
		want = "Bearer " + row.Token
	}
	if err := auth.Authorize(call, got.Credentials, auth.Signing{Provider: p}); err != nil || call.Header.Get("Authorization") != want {
		t.Errorf("%s: Authorization is %q, want %q", row.Key, call.Header.Get("Authorization"), want)
	}
}

// renewed asks for the next token: with the refresh token where the provider takes one, else by the same login.
func (row *twoStepRow) renewed(t *testing.T, vendor *everyone, r auth.TokenRequest, old auth.Credentials) {
	t.Helper()
	want, token := row.Requests, row.Token
	if row.Refresh != nil {
		want, token = []wantedRequest{*row.Refresh}, "token-two"
		vendor.reply(row.Refreshed.handler())
	} else {
		for _, answer := range row.Answers {
			vendor.reply(answer.handler())
		}
	}
	written, err := auth.Encode(old)
	if err != nil {
		t.Fatal(err)
	}
	read, err := auth.Decode(written) // as it comes back from the disk
	if err != nil {
		t.Fatal(err)
	}
	got, err := vendor.client.Renew(t.Context(), r, read)
	requests := vendor.take()
	vendor.answers = nil
	if err != nil {
		t.Errorf("%s: renewing: %v", row.Key, err)
		return
	}
	row.compare(t, "renewal", requests, want)
	if fields := got.Credentials.Fields(); fields["token"] != token {
		t.Errorf("%s: renewed token %v, want %s", row.Key, fields["token"], token)
	}
}
