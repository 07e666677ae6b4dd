package engine

import (
	"bytes"
	"runtime"
	"runtime/metrics"
	"time"

	"patchbay/app/script"
)

const (
	matchLook  = 500 * time.Millisecond // between two looks for a long match
	matchLimit = 5 * time.Second        // for one match of one regular expression
	matchWaste = 8                      // objects made in between by something other than a new match
)

// matching finds the one match of a regular expression that takes too long. Patterns with look-around or
// back-references are matched by backtracking, which can take longer than the universe exists, and cannot be
// interrupted. The matcher's own time limit must stay off: goja reads it as "no match", and the script would go on
// with a wrong answer. So we look from outside: a goroutine that is inside the matcher at every look, while hardly
// anything is allocated, is inside the same match; a new one would have allocated its text.
type matching struct {
	looks   int // in a row that found the same match
	objects uint64
	stacks  []byte
	sample  []metrics.Sample
}

var matcher = []byte("regexp2/v2.(*Runner).")

func newMatching() *matching {
	return &matching{stacks: make([]byte, 64<<10), sample: []metrics.Sample{{Name: "/gc/heap/allocs:objects"}}}
}

// tooLong looks once, every matchLook.
func (m *matching) tooLong() bool {
	metrics.Read(m.sample)
	objects := m.sample[0].Value.Uint64()
	made := objects - m.objects
	m.objects = objects
	inside := bytes.Contains(m.stacks[:runtime.Stack(m.stacks, true)], matcher)
	switch {
	case !inside:
		m.looks = 0
	case made <= matchWaste:
		m.looks++
	default:
		m.looks = 1
	}
	return time.Duration(m.looks-1)*matchLook >= matchLimit
}

// stopMatch ends the run for such a match.
func (r *run) stopMatch() {
	r.stop(ending(script.TimedOut, "A regular expression worked on one text for "+matchLimit.String()+" without an end, so the function was stopped. "+
		"Patterns such as (a+)+ try every way to split a text: write them so that only one way exists."))
}
