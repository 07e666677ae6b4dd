package api

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"sync"
	"time"

	"patchbay/app/fault"
)

const (
	linkLife    = 10 * time.Minute
	maxLinks    = 8
	maxSessions = 32
)

// guiSessions lets a browser in: a link token that works once is exchanged for a session token that lives as
// long as the process. Only hashes are kept.
type guiSessions struct {
	now  func() time.Time
	rand io.Reader

	mu       sync.Mutex
	links    map[[32]byte]time.Time // until when
	sessions map[[32]byte]time.Time // since when
}

func newGUISessions(now func() time.Time, random io.Reader) *guiSessions {
	return &guiSessions{now: now, rand: random, links: map[[32]byte]time.Time{}, sessions: map[[32]byte]time.Time{}}
}

// token makes 256 random bits as hex. The machine's own source stands in when the given one fails.
func (g *guiSessions) token() string {
	var b [32]byte
	if _, err := io.ReadFull(g.rand, b[:]); err != nil {
		_, _ = rand.Read(b[:])
	}
	return hex.EncodeToString(b[:])
}

func (g *guiSessions) mintLink() string {
	token := g.token()
	g.mu.Lock()
	defer g.mu.Unlock()
	keepNewest(g.links, maxLinks-1)
	g.links[sha256.Sum256([]byte(token))] = g.now().Add(linkLife)
	return token
}

// exchange takes a link token, once, and gives a session token.
func (g *guiSessions) exchange(link string) (string, error) {
	hash := sha256.Sum256([]byte(link))
	session := guiPrefix + g.token()
	g.mu.Lock()
	defer g.mu.Unlock()
	until, ok := g.links[hash]
	delete(g.links, hash)
	if !ok || g.now().After(until) {
		return "", fault.New(fault.Unauthorized, "invalid_link", "This link was used already or is too old.").
			WithHint("Start patchbay serve again, or run patchbay serve in a terminal and open the link it prints.")
	}
	keepNewest(g.sessions, maxSessions-1)
	g.sessions[sha256.Sum256([]byte(session))] = g.now()
	return session, nil
}

func (g *guiSessions) valid(token string) bool {
	hash := sha256.Sum256([]byte(token))
	g.mu.Lock()
	defer g.mu.Unlock()
	_, ok := g.sessions[hash]
	return ok
}

func (g *guiSessions) end(token string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.sessions, sha256.Sum256([]byte(token)))
}

// keepNewest drops the oldest entries until at most n are left.
func keepNewest(entries map[[32]byte]time.Time, n int) {
	for len(entries) > n {
		var oldest [32]byte
		var at time.Time
		for hash, t := range entries {
			if at.IsZero() || t.Before(at) {
				oldest, at = hash, t
			}
		}
		delete(entries, oldest)
	}
}

type linkBody struct {
	Link string `json:"link" rule:"min=1,max=255"`
}

// GUISession holds the bearer token of a browser page.
type GUISession struct {
	Token string `json:"token"`
}

func (s *Server) startGUISession(c *call, _ none, b linkBody) (GUISession, error) {
	token, err := s.gui.exchange(b.Link)
	if err != nil {
		return GUISession{}, s.slow.failed(c.ctx(), err)
	}
	return GUISession{Token: token}, nil
}

func (s *Server) endGUISession(c *call, _ none) error {
	s.gui.end(bearer(c.r.Header.Get("Authorization")))
	return nil
}
