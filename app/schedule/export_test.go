package schedule

import "context"

// Look starts what is due now, as the loop does from time to time.
func (s *Service) Look(ctx context.Context) { s.runDue(ctx) }
