package records

import (
	"cmp"
	"context"
	"encoding/binary"
	"slices"
)

// seqSet is a set of rows. Rows of one model mostly follow each other, so 64 of them share a word.
type seqSet map[int64]uint64

func (s seqSet) add(seq int64)      { s[seq>>6] |= 1 << (seq & 63) }
func (s seqSet) has(seq int64) bool { return s[seq>>6]&(1<<(seq&63)) != 0 }

func (s seqSet) join(other seqSet) {
	for word, bits := range other {
		s[word] |= bits
	}
}

func (s seqSet) sorted() []int64 {
	seqs := make([]int64, 0, 64*len(s))
	for word, bits := range s {
		for i := range int64(64) {
			if bits&(1<<i) != 0 {
				seqs = append(seqs, word<<6|i)
			}
		}
	}
	slices.Sort(seqs)
	return seqs
}

// encodeSeqs writes increasing numbers as differences; neighbours take one byte each.
func encodeSeqs(seqs []int64) []byte {
	packed := make([]byte, 0, len(seqs)+8)
	var last int64
	for _, seq := range seqs {
		packed = binary.AppendUvarint(packed, uint64(seq-last)) //nolint:gosec // increasing
		last = seq
	}
	return packed
}

func decodeSeqs(packed []byte, into seqSet) {
	var last int64
	for len(packed) > 0 {
		step, n := binary.Uvarint(packed)
		if n <= 0 {
			return
		}
		last += int64(step) //nolint:gosec // written by encodeSeqs
		into.add(last)
		packed = packed[n:]
	}
}

// jobSeen is what one job saved of a set while it was not tracked.
type jobSeen struct {
	job  int64
	run  string
	rows seqSet
}

// seenJobs is how many jobs of a set are remembered, the newest: a run, and webhooks that come meanwhile.
const seenJobs = 4

func (s *Service) remember(w *Write, seqs []int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	jobs := s.seen[w.Target]
	at, found := slices.BinarySearchFunc(jobs, w.Job, func(j jobSeen, job int64) int { return cmp.Compare(j.job, job) })
	if !found {
		jobs = slices.Insert(jobs, at, jobSeen{job: w.Job, run: w.RunID, rows: seqSet{}})
		if len(jobs) > seenJobs {
			jobs = jobs[1:]
			at--
		}
		s.seen[w.Target] = jobs
	}
	if at < 0 {
		return // older than all that are remembered
	}
	for _, seq := range seqs {
		jobs[at].rows.add(seq)
	}
}

// remembered is what jobs from the given one on have saved since nobody tracked the set.
func (s *Service) remembered(t Target, from int64) []jobSeen {
	s.mu.Lock()
	defer s.mu.Unlock()
	jobs := []jobSeen{}
	for _, j := range s.seen[t] {
		if j.job >= from {
			rows := seqSet{}
			rows.join(j.rows)
			jobs = append(jobs, jobSeen{job: j.job, rows: rows})
		}
	}
	return jobs
}

// EndRun frees what is remembered of a run. Call it when the run is over and its unseen records are deleted; without it
// the last four jobs of each model stay in memory, at some bits for each record.
func (s *Service) EndRun(runID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for t, jobs := range s.seen {
		if jobs = slices.DeleteFunc(jobs, func(j jobSeen) bool { return j.run == runID }); len(jobs) == 0 {
			delete(s.seen, t)
		} else {
			s.seen[t] = jobs
		}
	}
}

// noteSeen stores what a batch saved of a tracked set, in the batch's own transaction.
func (b *batch) noteSeen(ctx context.Context) error {
	if !b.set.tracking || b.write.Job < b.set.trackedFrom.Int64 || len(b.touched) == 0 {
		return nil
	}
	slices.Sort(b.touched)
	_, err := b.tx.ExecContext(ctx, `INSERT INTO record_seen (set_id, job, seqs) VALUES (?, ?, ?)`, b.set.id, b.write.Job, encodeSeqs(b.touched))
	return err
}
