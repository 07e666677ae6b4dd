package logs

// Dropped is how many operations were not recorded because the disk was too slow.
func (s *Store) Dropped() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dropped
}
