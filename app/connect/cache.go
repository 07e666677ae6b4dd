package connect

import (
	"sync"
	"sync/atomic"
	"time"
)

// cacheKey names a connection the way callers do.
type cacheKey struct {
	env     int64
	key, id string
}

// entry is one live connection in memory. It is never changed, only replaced; the stamp is shared by its successors.
type entry struct {
	live  *Live
	due   time.Time // from here on the credentials want renewing; zero: never
	stamp *stamp
}

// stamp is when a connection was last handed out.
type stamp struct {
	uuid  string
	at    atomic.Int64 // microseconds
	dirty atomic.Bool  // at is newer than the database
}

// cache holds the live connections. This process is the only writer of the database, so an entry is right until this
// process writes; every write drops what it touches and raises the generation, which keeps readers that began before
// the write from putting old values back.
type cache struct {
	mu         sync.RWMutex
	entries    map[cacheKey]*entry
	generation uint64
}

func (c *cache) init() { c.entries = map[cacheKey]*entry{} }

func (c *cache) get(k cacheKey) *entry {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.entries[k]
}

// begin returns the generation to hand to put; call it before reading the database.
func (c *cache) begin() uint64 {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.generation
}

// put keeps an entry unless something was written since begin.
func (c *cache) put(k cacheKey, e *entry, generation uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.generation == generation {
		c.entries[k] = e
	}
}

func (c *cache) drop(k cacheKey) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	delete(c.entries, k)
}

// dropIntegration forgets all connections of an integration.
func (c *cache) dropIntegration(uuid string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	for k, e := range c.entries {
		if e.live.Integration.UUID == uuid {
			delete(c.entries, k)
		}
	}
}
