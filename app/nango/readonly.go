package nango

import (
	"encoding/json"
	"net/http"
	"strings"

	"patchbay/app/script"
)

// TypeWriteRefused is the type of the failure of a dry run that may only read and wanted more.
const TypeWriteRefused = "write_refused"

// refuseWrite lets a dry run that may only read do nothing else, and remembers what it wanted first: code may catch the
// error and go on. It returns nil for what only reads.
func (e *execution) refuseWrite(name string, args json.RawMessage) error {
	if e.dry == nil || !e.dry.options.ReadOnly {
		return nil
	}
	wanted := effectOf(name, args)
	if wanted == "" {
		return nil
	}
	e.dry.mu.Lock()
	if e.dry.refused == "" {
		e.dry.refused = wanted
	}
	e.dry.mu.Unlock()
	return &script.Rejection{Message: "This dry run may only read, so it was not allowed to " + wanted + ".", Code: TypeWriteRefused}
}

// effectOf says what a call changes, or where it goes that the connection does not: it ends the sentence "not allowed to". It is
// empty for calls that only read from the connection's provider.
func effectOf(name string, args json.RawMessage) string {
	switch name {
	case "http":
		var a httpArgs
		if json.Unmarshal(args, &a) != nil {
			return "send a request that cannot be read"
		}
		switch {
		case a.BaseURLOverride != "":
			return "send " + a.Method + " " + a.Endpoint + " to " + a.BaseURLOverride
		case a.Method != http.MethodGet && a.Method != http.MethodHead && a.Method != http.MethodOptions:
			return "send " + a.Method + " " + a.Endpoint
		}
		return a.saysMore()
	case "fetch":
		var a fetchArgs
		if json.Unmarshal(args, &a) != nil {
			return "fetch an address that cannot be read"
		}
		return "fetch " + a.Method + " " + a.URL
	case "setMetadata", "updateMetadata":
		return "change the connection's metadata"
	case "triggerAction":
		var a actionArgs
		_ = json.Unmarshal(args, &a) // an action that cannot be read has no name
		return "run the action " + a.Action
	}
	return ""
}

// saysMore is what makes a reading request more than that; empty: nothing. Many servers take the method from a header that
// overrides it. A body never goes with reading (prelude/http.ts).
func (a *httpArgs) saysMore() string {
	request := "send " + a.Method + " " + a.Endpoint
	if a.ForwardHeadersOnRedirect != nil && *a.ForwardHeadersOnRedirect {
		return request + " and its credentials on to wherever it is redirected"
	}
	for _, h := range a.Headers {
		if strings.Contains(strings.ToLower(h[0]), "method") {
			return request + " with the header " + h[0] + ": " + h[1]
		}
	}
	return ""
}

// writeRefused is the failure of a run that wanted to write, whatever its code made of that; nil when it did not.
func (e *execution) writeRefused() *Failure {
	if e.dry == nil {
		return nil
	}
	e.dry.mu.Lock()
	defer e.dry.mu.Unlock()
	if e.dry.refused == "" {
		return nil
	}
	return &Failure{Type: TypeWriteRefused, Status: http.StatusForbidden, Payload: json.RawMessage(`{}`), Whose: WhosePatchbay,
		Message: "This dry run may only read, so it was not allowed to " + e.redact(e.dry.refused) + "."}
}

// takeRefusal makes what a nested dry run was refused this one's.
func (d *dryRun) takeRefusal(nested *dryRun) {
	nested.mu.Lock()
	refused := nested.refused
	nested.mu.Unlock()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.refused == "" {
		d.refused = refused
	}
}
