package webhooks

// SetStep lets a test hear of the named steps of the work; call it before Start.
func (s *Service) SetStep(step func(name string)) { s.step = step }
