package builder

import (
	"context"
	"net/http"
	"net/url"

	"patchbay/app/fault"
	"patchbay/app/logs"
)

// The limits of samples.
const (
	maxSample   = 4 << 10 // bytes of each
	mostSamples = 5       // in a prompt
	mostOffered = 20
	lookedAt    = 100 // operations
)

// Sample is an answer of a connection's API, redacted: exactly what the model would see.
type Sample struct {
	ID      string // of the operation in the log
	Method  string
	Address string // path and query
	Body    string
	Cut     bool // the answer was longer
}

// Samples lists the last answers to GET requests of a connection, newest first, for the user to choose from.
func (s *Service) Samples(ctx context.Context, env int64, integration, connection string) ([]Sample, error) {
	samples := []Sample{}
	all, _, err := s.Logs.List(ctx, env, logs.Filter{Kind: "proxy", State: logs.Success, Integration: integration, Connection: connection, Limit: lookedAt})
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, op := range all {
		if op.Method != http.MethodGet || seen[op.URL] || len(samples) == mostOffered {
			continue
		}
		seen[op.URL] = true
		if sample, ok, err := s.sample(ctx, env, op.ID); err != nil {
			return nil, err
		} else if ok {
			samples = append(samples, sample)
		}
	}
	return samples, nil
}

// sample reads the last answer of an operation; false when it has none with a text.
func (s *Service) sample(ctx context.Context, env int64, id string) (Sample, bool, error) {
	op, lines, err := s.Logs.Get(ctx, env, id)
	if err != nil {
		return Sample{}, false, err
	}
	for i := len(lines) - 1; i >= 0; i-- {
		e := lines[i].Exchange
		if e == nil || e.Status < 200 || e.Status > 299 || e.ResponseBody == "" {
			continue
		}
		body := s.Redactor.Text(e.ResponseBody)
		kept := body[:min(len(body), maxSample)]
		return Sample{ID: op.ID, Method: op.Method, Address: s.Redactor.Text(pathOf(e.URL)), Body: kept, Cut: len(kept) < len(body)}, true, nil
	}
	return Sample{}, false, nil
}

// pathOf leaves the host out: a subdomain may name a customer, and functions call paths.
func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.RequestURI()
}

// chosen are the samples that the user agreed to send. Only answers of the very connection may be among them.
func (s *Service) chosen(ctx context.Context, in Request) ([]Sample, error) {
	if len(in.Samples) > mostSamples {
		return nil, fault.New(fault.Invalid, "too_many_samples", "At most five sample answers go to the model.").WithHint("Choose the most telling ones.")
	}
	var samples []Sample
	for _, id := range in.Samples {
		op, _, err := s.Logs.Get(ctx, in.EnvironmentID, id)
		if err != nil {
			return nil, err
		}
		if op.Integration != in.Integration || op.Connection != in.Connection || op.Method != http.MethodGet {
			return nil, fault.New(fault.Invalid, "wrong_sample", "A sample must be an answer to a GET request of the chosen connection.")
		}
		if sample, ok, err := s.sample(ctx, in.EnvironmentID, id); err != nil {
			return nil, err
		} else if ok {
			samples = append(samples, sample)
		}
	}
	return samples, nil
}
