package api

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"net/url"

	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/redirect"
	"patchbay/app/text"
)

//go:embed pages/callback.html
var callbackHTML string

//go:embed pages/callback.js
var callbackJS string

//go:embed pages/page.css
var pageCSS string

var callbackTemplate = template.Must(template.New("callback").Parse(callbackHTML))

// callbackPolicy lets exactly the page's own script and style run. There is no Cross-Origin-Opener-Policy: the
// popup must reach the page that opened it.
var callbackPolicy = "default-src 'none'; script-src 'sha256-" + digest(callbackJS) + "'; style-src 'sha256-" + digest(pageCSS) +
	"'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// outcome is what the callback page tells.
type outcome struct {
	Integration  string
	ConnectionID string
	Provider     string // for people
	Operation    string // of the log, where the inspector shows every step; may be empty
	Fault        *fault.Error
}

// maxWords bounds what a provider may put on our page.
const maxWords = 2 << 10

const callbackPath = redirect.CallbackPath

// oauthCallback finishes a login. Only this exact path does: a prefix or a trailing slash is no callback.
func (s *Server) oauthCallback(c *call) error {
	if rawPath(c.r) != callbackPath {
		return notFound()
	}
	return s.finishLogin(c)
}

// setupPath is the setup URL of GitHub Apps.
const setupPath = "/app-auth/connect"

// appInstalled finishes a login that is the installation of a GitHub App.
func (s *Server) appInstalled(c *call) error {
	if rawPath(c.r) != setupPath {
		return notFound()
	}
	return s.finishLogin(c)
}

// changedElsewhere reports whether GitHub tells of a change that its user made over there: nobody here waits for it
// (providers-and-auth §4.1.3).
func changedElsewhere(query url.Values) bool {
	return !query.Has("state") && query.Has("installation_id") && query.Has("setup_action")
}

// finishLogin hands the browser's answer to the login that waits for it.
func (s *Server) finishLogin(c *call) error {
	if changedElsewhere(c.r.URL.Query()) {
		c.w.Header().Set("Location", "https://github.com/")
		c.w.WriteHeader(http.StatusFound)
		return nil
	}
	attempt, err := s.connect.Complete(c.ctx(), c.r.URL.Query())
	result := outcome{Integration: attempt.IntegrationKey, ConnectionID: attempt.ConnectionID, Provider: s.providerName(attempt.Provider), Operation: attempt.OperationID}
	switch {
	case err != nil:
		result.Fault = fault.From(err)
	case attempt.State != connect.Succeeded:
		result.Fault = attempt.Error
		if result.Fault == nil {
			result.Fault = fault.New(fault.Invalid, "callback_err", "The login did not succeed.").WithHint("Start it again in Patchbay.")
		}
	}
	s.popups.finish(attempt.WebSocketClientID, attempt, result.Fault)
	return s.callbackPage(c, result)
}

// callbackPage writes the one page that ends a login, good or bad. It never redirects.
func (s *Server) callbackPage(c *call, o outcome) error {
	view := struct {
		OK                                  bool
		Title, Message, Hint, Code          string
		Integration, ConnectionID, Provider string
		Steps                               bool // the log has them
		Script                              template.JS
		Style                               template.CSS
	}{OK: o.Fault == nil, Integration: o.Integration, ConnectionID: o.ConnectionID, Provider: o.Provider,
		Script: template.JS(callbackJS), Style: template.CSS(pageCSS)} //nolint:gosec // both are embedded constants
	status := http.StatusOK
	switch {
	case view.OK:
		view.Title = orText(o.Provider, "The account") + " is connected"
		view.Message = "You can close this window and go back to the app."
	default:
		status = http.StatusBadRequest
		view.Title = orText(o.Provider, "The account") + " could not be connected"
		view.Code = o.Fault.Code
		clean := s.redactor.Text // of a login these are the provider's words
		if o.Operation == "" {
			clean = func(words string) string { return s.redactor.Reply(words, ownWords(c.r, c.sent)...) }
		}
		view.Message = text.Shorten(clean(orText(o.Fault.Message, o.Fault.Code)), maxWords)
		view.Hint = text.Shorten(clean(o.Fault.Hint), maxWords)
		view.Steps = o.Operation != ""
	}
	h := c.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", callbackPolicy)
	c.w.WriteHeader(status)
	return callbackTemplate.Execute(c.w, view)
}

func orText(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
