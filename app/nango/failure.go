package nango

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"patchbay/app/script"
	"patchbay/app/text"
)

// The types of failure (functions.md §4.4).
const (
	typeAction      = "action_script_runtime_error"
	typeAborted     = "script_aborted"
	typeTimeout     = "execution_timeout"
	typeHTTP        = "script_http_error"
	typeRateLimit   = "script_api_rate_limit_error"
	typeNetwork     = "script_network_error"
	typeInternal    = "script_internal_error"
	typeOutOfMemory = "function_runtime_out_of_memory"
)

// maxPayload is near where the original cuts a payload.
const maxPayload = 99_000

// description is what the TypeScript side says about a thrown value.
type description struct {
	Kind     string          `json:"kind"` // action, sdk, http, network, error, thrown
	Type     string          `json:"type"`
	Name     string          `json:"name"`
	Message  string          `json:"message"`
	Code     json.RawMessage `json:"code"`
	Payload  json.RawMessage `json:"payload"`
	Whose    string          `json:"whose"`
	Host     string          `json:"host"`
	Response *struct {
		Status  int                        `json:"status"`
		Headers map[string]json.RawMessage `json:"headers"`
		Data    json.RawMessage            `json:"data"`
	} `json:"response"`
}

// describe keeps the description until the run has ended.
func (e *execution) describe(_ context.Context, _ none, body []byte) (any, error) {
	var d loose
	if err := json.Unmarshal(body, &d); err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.described = d.tidy()
	return nil, nil
}

// loose is a description whose texts code may have made anything of.
type loose struct {
	description
	Type    any `json:"type"`
	Name    any `json:"name"`
	Message any `json:"message"`
}

// tidy makes texts of them.
func (l loose) tidy() *description {
	d := l.description
	for to, from := range map[*string]any{&d.Type: l.Type, &d.Name: l.Name, &d.Message: l.Message} {
		switch v := from.(type) {
		case nil:
		case string:
			*to = v
		default:
			text, err := json.Marshal(v)
			if err == nil {
				*to = string(text)
			}
		}
	}
	return &d
}

// failure says in the API's words how a run failed.
func (e *execution) failure(f *script.Failure) *Failure {
	e.mu.Lock()
	d := e.described
	e.mu.Unlock()
	var out *Failure
	switch f.Kind {
	case script.Thrown:
		out = e.thrown(f, d)
	case script.TimedOut:
		out = &Failure{Type: typeTimeout, Message: fmt.Sprintf("The function ran longer than %s (startedToCompletedTimeoutSecs_exceeded).", e.r.Deadline), Whose: WhoseCode}
	case script.Aborted:
		out = &Failure{Type: typeAborted, Message: "The run was cancelled.", Whose: WhoseCode}
	case script.Memory:
		out = &Failure{Type: typeOutOfMemory, Message: f.Message, Whose: WhoseCode}
	case script.Output:
		out = e.internal(f.Message, f)
	case script.Crashed:
		out = e.internal(f.Message, f)
		out.Whose = WhosePatchbay
	default: // load, stuck
		out = e.internal(f.Message, f)
	}
	if out.Status == 0 {
		out.Status = http.StatusInternalServerError
	}
	if len(out.Payload) == 0 {
		out.Payload = json.RawMessage(`{}`)
	}
	out.Payload, out.Upstream = shorten(out.Payload), shorten(out.Upstream)
	out.Stack = f.Stack
	return out
}

// thrown maps what code threw.
func (e *execution) thrown(f *script.Failure, d *description) *Failure {
	if d == nil { // thrown while the prelude itself had not finished, or it could not tell
		return e.internal(f.Message, f)
	}
	var out *Failure
	switch d.Kind {
	case "action":
		out = &Failure{Type: typeAction, Payload: asObject(d.Payload), Whose: WhoseCode}
		out.Message = messageIn(out.Payload)
	case "sdk":
		out = &Failure{Type: d.Type, Message: d.Message, Payload: asObject(d.Payload), Whose: WhoseCode}
	case "http":
		out = refused(d)
	case "network":
		out = e.internal(d.Message, f)
		out.Type, out.Whose = typeNetwork, WhoseNetwork
	default:
		out = e.internal(d.Message, f)
	}
	if d.Whose != "" {
		out.Whose = d.Whose
	}
	return out
}

// messageIn is the sentence of an ActionError's payload, for lists.
func messageIn(payload json.RawMessage) string {
	var table struct {
		Message any `json:"message"`
		Error   any `json:"error"`
	}
	if json.Unmarshal(payload, &table) == nil {
		for _, v := range []any{table.Message, table.Error} {
			if text, ok := v.(string); ok && text != "" {
				return text
			}
		}
	}
	return "The function ended with an ActionError."
}

// internal is an ordinary Error, with the lines of the stack that name the function's file.
func (e *execution) internal(message string, f *script.Failure) *Failure {
	type payload struct {
		Name       string          `json:"name"`
		Code       json.RawMessage `json:"code,omitempty"`
		Message    string          `json:"message"`
		Stacktrace []string        `json:"stacktrace,omitempty"`
	}
	p := payload{Name: f.Name, Message: message, Stacktrace: e.stackLines(f)}
	if p.Name == "" {
		p.Name = "Error"
	}
	if e.described != nil && string(e.described.Code) != "null" {
		p.Code = e.described.Code
	} else if f.Code != "" {
		p.Code, _ = json.Marshal(f.Code) //nolint:errcheck // a text
	}
	text, err := json.Marshal(p)
	if err != nil {
		text = json.RawMessage(`{}`)
	}
	return &Failure{Type: typeInternal, Message: message, Payload: text, Whose: WhoseCode}
}

const maxStack = 10

// stackLines are the first line and those of the function's own file, at the positions that a server would show.
func (e *execution) stackLines(f *script.Failure) []string {
	raw := f.Raw
	if raw == "" || e.r.Function.Program == nil {
		return nil
	}
	var lines []string
	for n, one := range strings.Split(raw, "\n") {
		one = strings.TrimSpace(one)
		if n == 0 || strings.Contains(one, e.r.Function.Program.Name) {
			lines = append(lines, one)
		}
		if len(lines) == maxStack {
			break
		}
	}
	return lines
}

// refused is an answer outside 2xx that code did not catch.
func refused(d *description) *Failure {
	if d.Response == nil {
		return &Failure{Type: typeHTTP, Message: d.Message, Whose: WhoseProvider}
	}
	status := d.Response.Status
	out := &Failure{Type: typeHTTP, Status: status, Message: d.Message, Payload: payloadOf(d.Response.Data), Whose: blame(status)}
	host, _, _ := strings.Cut(d.Host, ":")
	if status == http.StatusTooManyRequests && (host == "api.nango.dev" || host == "localhost") {
		out.Type = typeRateLimit
	}
	headers := map[string]json.RawMessage{}
	for name, value := range d.Response.Headers {
		if name == "content-type" || strings.HasPrefix(name, "x-rate") {
			headers[name] = value
		}
	}
	body := d.Response.Data
	if len(body) == 0 {
		body = json.RawMessage("null")
	}
	upstream, err := json.Marshal(map[string]any{"status": status, "headers": headers, "body": body})
	if err == nil {
		out.Upstream = upstream
	}
	return out
}

// blame says whose fault a provider's refusal is: its own when it is broken, busy or does not accept the account.
func blame(status int) string {
	switch {
	case status >= 500, status == http.StatusTooManyRequests, status == http.StatusUnauthorized, status == http.StatusForbidden:
		return WhoseProvider
	}
	return WhoseCode
}

// payloadOf is the part of a refusal's body that counts.
func payloadOf(body json.RawMessage) json.RawMessage {
	var table map[string]json.RawMessage
	if json.Unmarshal(body, &table) == nil && table != nil {
		if inner, ok := table["payload"]; ok {
			return asMessage(inner)
		}
		return body
	}
	return asMessage(body)
}

// asMessage wraps what is no object.
func asMessage(value json.RawMessage) json.RawMessage {
	value = bytes.TrimSpace(value)
	if len(value) > 0 && value[0] == '{' {
		return value
	}
	if len(value) == 0 {
		value = json.RawMessage(`""`)
	}
	return append(append([]byte(`{"message":`), value...), '}')
}

// asObject is an ActionError's payload: nothing becomes {}.
func asObject(value json.RawMessage) json.RawMessage {
	value = bytes.TrimSpace(value)
	if len(value) == 0 || string(value) == "null" {
		return json.RawMessage(`{}`)
	}
	return asMessage(value)
}

// shorten keeps a value below the size that the original cuts at: long texts first, then long lists.
func shorten(value json.RawMessage) json.RawMessage {
	if len(value) <= maxPayload {
		return value
	}
	for _, limit := range []struct{ text, items int }{{4000, 1000}, {500, 100}, {100, 10}} {
		short, err := json.Marshal(shortened(parse(value), limit.text, limit.items))
		if err == nil && len(short) <= maxPayload {
			return short
		}
	}
	short, err := json.Marshal(map[string]string{"message": text.Cut(string(value), maxPayload/2) + "... (truncated)"})
	if err != nil {
		return json.RawMessage(`{}`)
	}
	return short
}

func shortened(value any, most, items int) any {
	switch v := value.(type) {
	case string:
		if len(v) > most {
			return text.Cut(v, most) + "... (truncated)"
		}
	case []any:
		out := make([]any, 0, min(len(v), items+1))
		for n, item := range v {
			if n == items {
				out = append(out, strconv.Itoa(len(v)-items)+" more (truncated)")
				break
			}
			out = append(out, shortened(item, most, items))
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, member := range v {
			out[name] = shortened(member, most, items)
		}
		return out
	}
	return value
}
