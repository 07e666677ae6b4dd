package logs

import (
	"encoding/binary"
	"io"
	"sync"
	"time"

	"github.com/google/uuid"
)

// ids makes UUIDs of version 7 (RFC 9562 §5.7) that sort in the order they were made, even within one millisecond:
// the 12 bits behind the time hold its fraction, and grow by one when the clock does not.
type ids struct {
	now  func() time.Time
	rand io.Reader

	mu   sync.Mutex
	last uint64 // milliseconds << 12 | fraction
	pool [1024]byte
	used int
}

func (g *ids) next() string {
	at := g.now()
	g.mu.Lock()
	defer g.mu.Unlock()
	stamp := uint64(at.UnixMilli())<<12 | uint64(at.Nanosecond()%1e6)>>8&0xfff
	if stamp <= g.last {
		stamp = g.last + 1
	}
	g.last = stamp
	id := timed(stamp)
	copy(id[8:], g.random(8))
	id[8] = id[8]&0x3f | 0x80
	return id.String()
}

// timed is an id without its random half.
func timed(stamp uint64) (id uuid.UUID) {
	binary.BigEndian.PutUint64(id[:8], stamp>>12<<16|stamp&0xfff)
	id[6] = id[6]&0x0f | 0x70
	return id
}

// floorID sorts before every id made at the time or later.
func floorID(at time.Time) string { return timed(uint64(max(at.UnixMilli(), 0)) << 12).String() }

// random hands out bytes of a pool: one read of the source serves many ids.
func (g *ids) random(n int) []byte {
	if g.used == 0 || g.used+n > len(g.pool) {
		if _, err := io.ReadFull(g.rand, g.pool[:]); err != nil {
			clear(g.pool[:]) // the time part alone still makes ids of one process differ
		}
		g.used = 0
	}
	g.used += n
	return g.pool[g.used-n : g.used]
}
