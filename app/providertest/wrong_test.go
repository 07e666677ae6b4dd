package providertest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"patchbay/app/providertest"
)

// representatives has a provider for each way in which a vendor answers with credentials.
var representatives = []string{
	"hubspot", "notion", "slack", "figma", "tiktok-accounts", "stripe-app", "auth0-cc", "okta-cc", "kno-commerce", "zoominfo",
	"google-service-account", "sage-intacct", "avanan", "docuware", "sap-success-factors", "trello", "bill", "aws-sigv4",
	"github-app", "github-app-oauth", "notion-mcp", "mcp-generic", "braintree", "bullhorn", "shopline-oauth", "microsoft-admin",
}

// checked has a provider for each mode whose credentials are typed and tried with the vendor. The check wants a success and
// does not read it, so that any 2xx is fine; the rest is as wrong as above.
var checked = []string{"openai", "freshdesk", "ghost-admin", "emarsys", "crisp-plugin-install"}

// wrong are answers that no token endpoint should give. fine says that a connection may come of it all the same.
var wrong = []struct {
	name   string
	answer providertest.Answer
	fine   bool
}{
	{name: "not JSON", answer: text(200, "application/json", "this is not what you are looking for")},
	{name: "half of JSON", answer: text(200, "application/json", `{"access_token":"abc`)},
	{name: "a list", answer: text(200, "application/json", `["access_token"]`)},
	{name: "a number", answer: text(200, "application/json", `17`)},
	{name: "null", answer: text(200, "application/json", `null`)},
	{name: "nothing", answer: text(200, "application/json", "")},
	{name: "no content", answer: providertest.Answer{Status: 204}},
	{name: "HTML", answer: text(200, "text/html", "<!doctype html><html><body>Please log in <script>alert(1)</script></body></html>")},
	{name: "XML of another kind", answer: text(200, "text/xml", "<a><b>1</b></a>")},
	{name: "200 with an error", answer: text(200, "application/json", `{"ok":false,"error":"invalid_grant","error_description":"The code is too old."}`)},
	{name: "200 with a deep error", answer: text(200, "application/json", `{"errors":[{"message":"nope"}],"data":null}`)},
	{name: "tokens of wrong types", answer: text(200, "application/json", `{"access_token":{"a":1},"token":[],"jwt":true,"sessionId":null}`)},
	{name: "a token with a line break", answer: text(200, "application/json", `{"access_token":"a\r\nX-Evil: 1","token":"a\r\nb","sessionId":"a\nb"}`)},
	{name: "400", answer: text(400, "application/json", `{"error":"invalid_client","error_description":"Unknown client."}`)},
	{name: "401 in HTML", answer: text(401, "text/html", "<h1>Unauthorized</h1>")},
	{name: "429", answer: text(429, "text/plain", "slow down")},
	{name: "500", answer: text(500, "text/plain", "oops")},
	{name: "a redirect to a stranger", answer: providertest.Answer{Status: 307, Header: http.Header{"Location": {"https://stranger.vendor.example/take"}}}},
	{name: "a redirect to this machine", answer: providertest.Answer{Status: 302, Header: http.Header{"Location": {"http://127.0.0.1:9/"}}}},
	{name: "huge", answer: providertest.Answer{Status: 200, Header: http.Header{"Content-Type": {"application/json"}}, Stream: endless(64 << 20)}},
	{name: "a line that goes dead", answer: providertest.Answer{Status: 200, Header: http.Header{"Content-Type": {"application/json"}, "Content-Length": {"9000"}},
		Stream: func(_ context.Context, w io.Writer) { _, _ = io.WriteString(w, `{"access_token":`) }}},
	{name: "negative lifetime", fine: true, answer: text(200, "application/json", `{"access_token":"abc-token","expires_in":-5}`)},
	{name: "absurd lifetime", fine: true, answer: text(200, "application/json", `{"access_token":"abc-token","expires_in":1e300}`)},
	{name: "a lifetime in words", fine: true, answer: text(200, "application/json", `{"access_token":"abc-token","expires_in":"soon","expires_at":"tomorrow"}`)},
	{name: "no lifetime", fine: true, answer: text(200, "application/json", `{"access_token":"abc-token"}`)},
}

func text(status int, kind, body string) providertest.Answer {
	return providertest.Answer{Status: status, Header: http.Header{"Content-Type": {kind}}, Body: []byte(body)}
}

// endless writes a body of n bytes that begins well.
func endless(n int) func(context.Context, io.Writer) {
	return func(_ context.Context, w io.Writer) {
		if _, err := io.WriteString(w, `{"access_token":"`); err != nil {
			return
		}
		block := strings.Repeat("a", 64<<10)
		for sent := 0; sent < n; sent += len(block) {
			if _, err := io.WriteString(w, block); err != nil {
				return
			}
		}
	}
}

// Whatever a vendor answers, the caller gets a sentence, and there is a whole connection or none.
func TestWrongAnswers(t *testing.T) {
	t.Parallel()
	byKey := factsByKey(t)
	for _, key := range slices.Concat(representatives, checked) {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			st := newStack(t)
			for _, w := range wrong {
				fine := w.fine || slices.Contains(checked, key) && w.answer.Status < 300
				if problems := st.misled(byKey[key], w.answer, fine); len(problems) > 0 {
					t.Errorf("%s: %s", w.name, strings.Join(problems, "\n  "))
				}
			}
		})
	}
}

func factsByKey(t *testing.T) map[string]*providertest.Facts {
	t.Helper()
	table, err := providertest.Table()
	must(t, err)
	byKey := map[string]*providertest.Facts{}
	for _, facts := range table {
		byKey[facts.Key] = facts
	}
	return byKey
}

// misled connects an account at a vendor whose last answer is wrong.
func (st *stack) misled(facts *providertest.Facts, answer providertest.Answer, fine bool) []string {
	play, ok := providertest.NewPlay(facts, st.url+"/oauth/callback", st.clock.now)
	if !ok {
		return []string{"no play"}
	}
	w := &walk{stack: st, play: play}
	defer w.sweep()
	w.setUp()
	if slices.Contains(checked, facts.Key) {
		st.vendor.Expect(stranger())
	}
	reply, ok := w.attempt(answer)
	if !ok {
		return w.problems
	}
	w.problems = append(w.problems, st.vendor.Settle()...)
	made := w.connections()
	switch {
	case reply.status == http.StatusOK && !fine:
		w.fail("it was taken for a success: %s", plain(reply.body))
	case reply.status == http.StatusOK:
		if made != 1 {
			w.fail("a success without a connection")
		}
		return w.problems
	case reply.status < 400 || reply.status == http.StatusInternalServerError:
		w.fail("status %d: %s", reply.status, plain(reply.body))
	}
	if reply.status != http.StatusOK && made != 0 {
		w.fail("%d connections are left of a refused login", made)
	}
	w.problems = append(w.problems, sentence(reply)...)
	return w.problems
}

// attempt goes as far as the answer that is wrong and returns what Patchbay said to it.
func (w *walk) attempt(bad providertest.Answer) (answer, bool) {
	token, ok := w.session()
	if !ok {
		return answer{}, false
	}
	query := url.Values{"connect_session_token": {token}}
	for name, value := range w.play.Params() {
		query.Set("params["+name+"]", value)
	}
	start := w.play.Start()
	path := start.Route + "/" + w.play.Integration + "?" + query.Encode()
	steps := start.Steps
	if start.Redirect {
		w.vendor.Expect(steps...)
		gone, ok := w.expect(http.StatusFound, http.MethodGet, path, nil, nil)
		if !ok {
			return gone, false
		}
		login := w.play.Login(gone.header.Get("Location"))
		if login.Callback == "" {
			w.problems = append(w.problems, login.Problems...)
			return answer{}, false
		}
		w.vendor.Expect(spoiled(login.Steps, bad)...)
		for _, step := range w.play.After() { // a login that works out all the same is followed by the provider's script
			step.Optional, step.Check, step.Header = true, nil, map[string]string{"authorization": "Bearer abc-token"}
			w.vendor.Expect(step)
		}
		reply, err := w.ask(http.MethodGet, login.Callback, nil, nil)
		return reply, w.fine(err)
	}
	w.vendor.Expect(spoiled(steps, bad)...)
	reply, err := w.ask(http.MethodPost, path, start.Body, nil)
	return reply, w.fine(err)
}

func (w *walk) fine(err error) bool {
	if err != nil {
		w.fail("no answer at all: %v", err)
	}
	return err == nil
}

// spoiled puts the wrong answer in the place of the last one, which holds the credentials.
func spoiled(steps []*providertest.Step, bad providertest.Answer) []*providertest.Step {
	last := steps[len(steps)-1]
	if last.Name == "GetCallerIdentity" {
		last.Optional = true
		last = steps[0]
	}
	last.Answer, last.Reply = bad, nil
	last.Again = true // some answers are worth another attempt
	last.Optional = true
	return steps
}

// stranger answers who follows a redirect, kindly. Keys are checked with a plain GET, which may go there, but nothing may come
// along that tells who asks.
func stranger() *providertest.Step {
	return &providertest.Step{Name: "stranger", Method: http.MethodGet, URL: "https://stranger.vendor.example/take", Free: []string{"content-type", "x-crisp-tier"}, Optional: true, Again: true}
}

// session starts a Connect session for the walk's integration.
func (w *walk) session() (string, bool) {
	made, ok := w.expect(http.StatusCreated, http.MethodPost, "/connect/sessions",
		map[string]any{"end_user": map[string]any{"id": "walker"}, "allowed_integrations": []string{w.play.Integration}}, nil)
	data, _ := made.object()["data"].(map[string]any)
	return fmt.Sprint(data["token"]), ok
}

func (w *walk) connections() int {
	a, ok := w.expect(http.StatusOK, http.MethodGet, "/connections?integrationId="+w.play.Integration, nil, nil)
	var list struct{ Connections []json.RawMessage }
	if !ok || json.Unmarshal(a.body, &list) != nil {
		return -1
	}
	return len(list.Connections)
}

// sentence wants words for a person: a code, and a sentence that ends.
func sentence(reply answer) []string {
	said := plain(reply.body)
	var envelope struct {
		Error struct{ Code, Message string }
	}
	if json.Unmarshal(reply.body, &envelope) == nil {
		said = envelope.Error.Message
		if envelope.Error.Code == "" {
			return []string{"no code: " + string(reply.body)}
		}
	}
	if !strings.Contains(said, ".") || len(said) < 20 || strings.Contains(said, "s3cr+t") || strings.Contains(said, "<script") {
		return []string{"no sentence for a person: " + said}
	}
	return nil
}

// A vendor that never answers keeps nobody: whoever waits may leave, and nothing is left behind.
func TestAVendorThatNeverAnswers(t *testing.T) {
	t.Parallel()
	byKey := factsByKey(t)
	for _, key := range []string{"auth0-cc", "tailscale", "bill", "freshdesk"} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			st := newStack(t)
			play, _ := providertest.NewPlay(byKey[key], st.url+"/oauth/callback", st.clock.now)
			w := &walk{stack: st, play: play}
			w.setUp()
			token, _ := w.session()
			start := play.Start()
			ctx, leave := context.WithCancel(t.Context())
			start.Steps[0].Answer = providertest.Answer{Status: 200, Stream: func(asker context.Context, _ io.Writer) {
				leave()
				<-asker.Done()
			}}
			st.vendor.Expect(start.Steps...)
			query := url.Values{"connect_session_token": {token}}
			for name, value := range play.Params() {
				query.Set("params["+name+"]", value)
			}
			body, err := json.Marshal(start.Body)
			must(t, err)
			req, err := http.NewRequestWithContext(ctx, http.MethodPost, st.url+start.Route+"/"+play.Integration+"?"+query.Encode(), strings.NewReader(string(body)))
			must(t, err)
			req.Header.Set("Content-Type", "application/json")
			if res, err := st.http.Do(req); err == nil {
				res.Body.Close()
				t.Errorf("an answer came: %s", res.Status)
			}
			st.vendor.Await(5 * time.Second)
			if n := w.connections(); n != 0 {
				t.Errorf("%d connections although nobody answered", n)
			}
			if len(w.problems) > 0 {
				t.Error(w.problems)
			}
		})
	}
}
