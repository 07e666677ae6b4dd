package connect

import (
	"encoding/json"
	"errors"
	"sync"

	"patchbay/app/auth"
	"patchbay/app/diagnosis"
	"patchbay/app/logs"
	"patchbay/app/outbound"
)

// recorder is the log operation of a login or a renewal. Hops wait until the secrets in their answer are known to the
// redactor.
type recorder struct {
	*logs.Recorder
	mu   sync.Mutex
	hops []auth.Hop
	sent int
}

func (s *Service) record(live *Live, source, action, title string) *recorder {
	return &recorder{Recorder: s.logs.Begin(logs.Operation{EnvironmentID: live.Connection.EnvironmentID, Kind: "auth", Action: action, Source: source, Title: title,
		Provider: live.Provider.Key, Integration: live.Integration.UniqueKey, Connection: live.Connection.ConnectionID})}
}

func (r *recorder) id() string { return r.ID() }

// hop keeps a hop until flush.
func (r *recorder) hop(h auth.Hop) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.hops = append(r.hops, h)
}

// flush writes the hops that wait.
func (r *recorder) flush() {
	r.mu.Lock()
	hops := r.hops
	r.hops = nil
	r.mu.Unlock()
	for _, h := range hops {
		r.sent++
		r.Exchange(exchange(h, r.sent))
	}
}

// finish ends the operation. A failure that the provider's answer explains keeps the diagnosis as a line.
func (r *recorder) finish(err error) {
	r.flush()
	if found, ok := errors.AsType[*diagnosis.Finding](err); ok {
		if meta, bad := json.Marshal(found); bad == nil {
			r.Entry(logs.Message{Level: "error", Kind: logs.KindDiagnosis, Text: found.Message, Meta: meta})
		}
	}
	r.Finish(err, func(op *logs.Operation) { op.Attempts = r.sent })
}

// exchange is a hop in the log's form; the log redacts it by name and by value.
func exchange(h auth.Hop, attempt int) logs.Exchange {
	e := logs.Exchange{Attempt: attempt, Method: h.Method, URL: h.URL, RequestHeaders: h.RequestHeader, ResponseHeaders: h.ResponseHeader,
		RequestBody: string(h.RequestBody), ResponseBody: string(h.ResponseBody), RequestSize: int64(len(h.RequestBody)),
		ResponseSize: int64(len(h.ResponseBody)), Status: h.Status, RemoteAddr: h.Network.RemoteAddr, Timing: timing(h.Network.Timing)}
	if h.Err != nil {
		e.Error = h.Err.Error()
	}
	return e
}

func timing(t outbound.Timing) logs.Timing {
	return logs.Timing{DNS: t.DNS, Connect: t.Connect, TLS: t.TLS, FirstByte: t.FirstByte, Total: t.Total}
}
