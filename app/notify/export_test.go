package notify

// SetStep plugs in what happens at the named steps of a delivery.
func (s *Service) SetStep(step func(name string)) { s.step = step }

// DropOld removes what is too old now.
var DropOld = (*Service).dropOld
