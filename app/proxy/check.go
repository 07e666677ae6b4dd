package proxy

import "strings"

// Check returns the faults that a request has whatever its connection is: headers, an address or a path that none may have.
// Whoever asks a person first calls it before. Faults: invalid_headers, invalid_base_url, invalid_endpoint.
func (r *Request) Check() error {
	if base := r.BaseURLOverride; base != "" && !strings.Contains(base, "${") { // a template is checked when it is filled
		if _, err := parseBase(base); err != nil {
			return err
		}
	}
	if _, err := forwarded(r.Header, true); err != nil {
		return err
	}
	if len(r.Endpoint) > maxEndpoint {
		return tooLong()
	}
	_, err := cleanPath(r.Endpoint)
	return err
}
