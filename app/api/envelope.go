package api

import (
	"encoding/json"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/functions"
)

// RefusedHeader stands on every answer that is a refusal or failure of Patchbay's own and on no answer of a provider, so
// that a caller of the proxy can tell whose words they are. Its value is the error's code.
const RefusedHeader = "Patchbay-Refused"

// ErrorBody is every refusal and failure of every route (http-api §1.4).
type ErrorBody struct {
	Error ErrorDetail `json:"error"`
}

// ErrorDetail says what went wrong. The code is stable; message and hint are for people and may change.
type ErrorDetail struct {
	Code    string        `json:"code"`
	Message string        `json:"message,omitempty"`
	Hint    string        `json:"hint,omitempty"`
	Errors  []fault.Issue `json:"errors,omitempty"`
	Payload any           `json:"payload,omitempty"`

	Upstream   json.RawMessage `json:"upstream,omitempty"`              // what a provider answered a function
	Additional json.RawMessage `json:"additional_properties,omitempty"` // of a function's failure
}

// statuses is the one table from kinds of fault to HTTP statuses.
var statuses = map[fault.Kind]int{
	fault.Internal:         http.StatusInternalServerError,
	fault.Invalid:          http.StatusBadRequest,
	fault.Unauthorized:     http.StatusUnauthorized,
	fault.Forbidden:        http.StatusForbidden,
	fault.NotFound:         http.StatusNotFound,
	fault.Conflict:         http.StatusConflict,
	fault.TooLarge:         http.StatusRequestEntityTooLarge,
	fault.UnsupportedMedia: http.StatusUnsupportedMediaType,
	fault.FailedDependency: http.StatusFailedDependency,
	fault.RateLimited:      http.StatusTooManyRequests,
	fault.NotImplemented:   http.StatusNotImplemented,
	fault.Upstream:         http.StatusBadRequest, // the public API blames the request when a provider refuses it
	fault.Unavailable:      http.StatusServiceUnavailable,
	fault.TooSlow:          http.StatusRequestTimeout,
}

// A rename is how one route spells a fault that other routes spell differently (http-api §1.4, last lines).
type rename struct {
	status int
	code   string
	bare   bool // this route sends no message
}

type renames map[string]rename

// ownWords is what the caller put into a request: the answer may say it again, and must not be masked by it.
func ownWords(r *http.Request, body string) []string {
	words := []string{rawPath(r), r.URL.RawQuery, strings.ReplaceAll(r.URL.RawQuery, "+", " "), body}
	for _, name := range []string{"Connection-Id", "Provider-Config-Key", "Base-Url-Override", EnvironmentHeader} {
		words = append(words, r.Header.Values(name)...)
	}
	return words
}

// commonCodes are those of all logins without a popup; they carry no payload (http-api §2.6).
var commonCodes = []string{"unknown_provider_template", "invalid_auth_mode", "integration_not_allowed", "invalid_connection", "invalid_body", "invalid_query_params",
	"connection_validation_failed", "resource_capped", "server_error"}

// withoutOperation is a payload without the operation of the log, which only the app's own pages can open.
func withoutOperation(payload any) any {
	table, ok := payload.(map[string]any)
	if _, named := table["operation_id"]; !ok || !named {
		return payload
	}
	rest := maps.Clone(table)
	delete(rest, "operation_id")
	if len(rest) == 0 {
		return nil
	}
	return rest
}

// fail writes err as the envelope, in the words of the route. Of the body it is told what was read.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, route *Route, err error, body ...string) {
	f := fault.From(err)
	status := statuses[f.Kind]
	if status >= http.StatusInternalServerError && f.Kind != fault.NotImplemented {
		s.log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", s.redactor.Text(r.URL.Path), "error", slog.AnyValue(f))
	}
	detail := ErrorDetail{Code: f.Code, Errors: f.Issues, Payload: f.Detail}
	own := route != nil && route.own()
	clean := func(text string) string { return s.redactor.Reply(text, ownWords(r, strings.Join(body, ""))...) }
	switch {
	case own:
		detail.Message, detail.Hint = clean(f.Message), clean(f.Hint)
	case len(f.Issues) == 0:
		detail.Message = clean(f.Error())
	}
	if f.Kind == fault.Unauthorized && detail.Payload == nil && !own {
		detail.Payload = struct{}{}
	}
	if failed, ok := f.Detail.(functions.ActionError); ok {
		status, detail.Payload, detail.Upstream, detail.Additional = failed.Status, failed.Payload, failed.Upstream, failed.Additional
		if failed.NoMessage {
			detail.Message = ""
		}
	}
	if route != nil {
		if to, ok := route.Renames[f.Code]; ok {
			status, detail.Code = to.status, to.code
			if to.bare {
				detail.Message = ""
			}
		}
		if !own {
			detail.Payload = withoutOperation(detail.Payload)
		}
		common := route.Auth == authBrowser && slices.Contains(commonCodes, detail.Code) || detail.Code == "unknown_provider_config" && status == http.StatusNotFound
		if route.Legacy && !common && detail.Payload == nil && len(detail.Errors) == 0 {
			detail.Payload = struct{}{}
		}
	}
	w.Header().Set(RefusedHeader, detail.Code)
	if err := writeJSON(w, status, ErrorBody{Error: detail}); err != nil {
		s.log.ErrorContext(r.Context(), "an error could not be written as JSON", "error", err)
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func notFound() error {
	return fault.New(fault.NotFound, "not_found", "There is nothing at this address.").
		WithHint("GET /patchbay/openapi.json lists what can be asked.")
}
