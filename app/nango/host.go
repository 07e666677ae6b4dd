package nango

import (
	"context"
	"encoding/json"

	"patchbay/app/fault"
	"patchbay/app/script"
)

// method answers one thing that the TypeScript side asks for.
type method func(e *execution, ctx context.Context, args json.RawMessage, body []byte) (script.Reply, error)

// answer makes a method of a function with typed arguments whose result is the reply's head.
func answer[A any](do func(e *execution, ctx context.Context, args A, body []byte) (any, error)) method {
	return func(e *execution, ctx context.Context, text json.RawMessage, body []byte) (script.Reply, error) {
		var args A
		if err := json.Unmarshal(text, &args); err != nil {
			return script.Reply{}, fault.New(fault.Invalid, "invalid_arguments", "The call's arguments are not of the form that the method takes.").WithCause(err)
		}
		result, err := do(e, ctx, args, body)
		if err != nil {
			return script.Reply{}, err
		}
		if reply, ok := result.(script.Reply); ok {
			return reply, nil
		}
		head, err := json.Marshal(result)
		return script.Reply{Head: head}, err
	}
}

// none is for methods without arguments.
type none struct{}

var methods = map[string]method{
	"http":           answer((*execution).http),
	"fetch":          answer((*execution).fetch),
	"connection":     answer((*execution).getConnection),
	"token":          answer((*execution).getToken),
	"integration":    answer((*execution).getIntegration),
	"setMetadata":    answer((*execution).setMetadata),
	"updateMetadata": answer((*execution).updateMetadata),
	"variables":      answer((*execution).variables),
	"preset":         answer((*execution).presetOf),
	"triggerAction":  answer((*execution).triggerAction),
	"triggerSync":    answer((*execution).triggerSync),
	"startSync":      answer((*execution).startSync),
	"lock":           answer((*execution).lock),
	"unlock":         answer((*execution).unlock),
	"unlockAll":      answer((*execution).unlockAll),
	"save":           answer((*execution).save),
	"update":         answer((*execution).update),
	"delete":         answer((*execution).remove),
	"recordsByIds":   answer((*execution).recordsByIDs),
	"listRecords":    answer((*execution).listRecords),
	"merging":        answer((*execution).setMerging),
	"trackStart":     answer((*execution).trackStart),
	"trackEnd":       answer((*execution).trackEnd),
	"deletePrevious": answer((*execution).deletePrevious),
	"getCheckpoint":  answer((*execution).getCheckpoint),
	"saveCheckpoint": answer((*execution).saveCheckpoint),
	"clearCheckpoint": answer(
		(*execution).clearCheckpoint),
	"log":     answer((*execution).longLog),
	"failure": answer((*execution).describe),
}

// afterAbort are the methods that work when the run is over: they only tell.
var afterAbort = map[string]bool{"failure": true, "log": true, "unlock": true, "unlockAll": true}

// Call answers the TypeScript side. It implements script.Host.
func (e *execution) Call(ctx context.Context, name string, args json.RawMessage, body []byte) (script.Reply, error) {
	do, ok := methods[name]
	if !ok {
		return script.Reply{}, &script.Rejection{Message: "The nango object has no method " + name + "."}
	}
	if ctx.Err() != nil && !afterAbort[name] {
		return script.Reply{}, aborted()
	}
	if err := e.refuseWrite(name, args); err != nil {
		return script.Reply{}, err
	}
	reply, err := do(e, ctx, args, body)
	if err == nil {
		return reply, nil
	}
	if ctx.Err() != nil && !afterAbort[name] {
		return script.Reply{}, aborted()
	}
	return script.Reply{}, e.rejection(err)
}

// Notify takes what the TypeScript side only tells. It implements script.Host.
func (e *execution) Notify(name string, args json.RawMessage) {
	switch name {
	case "log":
		e.log(args)
	case "console":
		e.console(args)
	case "masked":
		e.maskedRead(args)
	case "fact":
		e.fact(args)
	}
}

// rejectionData is what an error carries to the TypeScript side beside its text.
type rejectionData struct {
	Kind     string `json:"kind,omitempty"` // sdk, network, http, fetch; empty: an ordinary Error
	Whose    string `json:"whose,omitempty"`
	Payload  any    `json:"payload,omitempty"`
	Response any    `json:"response,omitempty"`
}

func reject(name, code, message string, data rejectionData) *script.Rejection {
	text, err := json.Marshal(data)
	if err != nil {
		text = nil
	}
	return &script.Rejection{Name: name, Message: message, Code: code, Data: text}
}

func aborted() *script.Rejection {
	return reject("Error", typeAborted, "The run was cancelled or is past its time.", rejectionData{Kind: "sdk"})
}

// rejection turns a fault into an Error for code.
func (e *execution) rejection(err error) error {
	if r, ok := err.(*script.Rejection); ok { //nolint:errorlint // made here, never wrapped
		return r
	}
	f := fault.From(err)
	if f.Kind == fault.Internal || f.Kind == fault.Unavailable {
		e.o.s.Log.Error("a function's call failed", "function", e.r.Function.Name, "error", f)
	}
	return reject("Error", f.Code, f.Error(), rejectionData{Whose: whoseFault(f)})
}

// whoseFault says who is to blame for a fault.
func whoseFault(f *fault.Error) string {
	switch f.Kind {
	case fault.Internal, fault.Unavailable:
		return WhosePatchbay
	case fault.Upstream, fault.FailedDependency, fault.RateLimited:
		return WhoseProvider
	}
	return WhoseCode
}
