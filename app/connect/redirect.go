package connect

import (
	"context"

	"patchbay/app/catalog"
)

// Redirect is where a login's answer arrives.
type Redirect struct {
	URL   string
	Notes []string // sentences about what may go wrong with it; the login begins all the same
}

// redirectFor picks the address of a login. The attempt keeps it: the token request must repeat it to the letter
// (RFC 6749 §4.1.3), whatever is chosen meanwhile.
func (s *Service) redirectFor(ctx context.Context, row *integrationRow, p *catalog.Provider) (Redirect, error) {
	if s.redirect == nil {
		return Redirect{URL: s.callback()}, nil
	}
	return s.redirect(ctx, row.Integration, p)
}

// registeredRedirect is the address that the integration's app is registered with. No browser comes back during a
// renewal, so what stands in a login's way does not count.
func (s *Service) registeredRedirect(ctx context.Context, live *Live) string {
	if s.redirect != nil {
		if found, err := s.redirect(ctx, live.Integration, live.Provider); err == nil && found.URL != "" {
			return found.URL
		}
	}
	return s.callback()
}

// noteRedirect writes into a login's log what was known beforehand about its address.
func (l *login) noteRedirect() {
	for _, note := range l.Notes {
		l.record.Log("warn", note)
	}
}
