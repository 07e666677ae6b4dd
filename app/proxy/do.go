package proxy

import (
	"context"

	"patchbay/app/fault"
)

type call struct{}

// Do sends the request and returns the provider's answer, whatever its status.
func (s *Service) Do(ctx context.Context, r *Request) (*Response, error) {
	return nil, fault.New(fault.Internal, "server_error", "The proxy is being built.")
}
