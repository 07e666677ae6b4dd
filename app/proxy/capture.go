package proxy

import (
	"strings"
	"sync"

	"patchbay/app/logs"
)

// capture keeps the beginning of a body for the log and counts the rest. The transport may still be writing a request's
// body when its answer is already read, hence the lock.
type capture struct {
	mu    sync.Mutex
	text  strings.Builder
	size  int64
	limit int // 0: logs.BodyLimit
}

// Of a body that is known to be large, less is kept: nobody reads a megabyte in a log, and keeping it costs more than
// passing it on.
const (
	largeBody  = 256 << 10
	largeLimit = 16 << 10
)

// expect makes room for a body of known length at once.
func (c *capture) expect(length int64) {
	if length > largeBody {
		c.limit = largeLimit
	}
	if length > 0 {
		c.text.Grow(int(min(length, int64(c.most()))))
	}
}

func (c *capture) most() int {
	if c.limit > 0 {
		return c.limit
	}
	return logs.BodyLimit
}

// Write takes bytes; it never fails.
func (c *capture) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.size += int64(len(p))
	if room := c.most() - c.text.Len(); room > 0 {
		c.text.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

// note takes a whole body.
func (c *capture) note(data []byte) {
	c.expect(int64(len(data)))
	c.Write(data) //nolint:errcheck // never fails
}

func (c *capture) result() (text string, size int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.text.String(), c.size
}
