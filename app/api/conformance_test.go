package api_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"patchbay/app/api"
)

// TestConformance compares this server with the public API, and prints one table at the end: answers that a real server
// gave (testdata/golden), rules of http-api.md, methods of the official SDKs, families of webhooks.
//
//	go test ./app/api -run TestConformance -v
func TestConformance(t *testing.T) {
	b := &board{routes: map[string]*tally{}}
	t.Run("all", func(t *testing.T) {
		t.Run("recorded answers", func(t *testing.T) { recordedAnswers(t, b) })
		t.Run("recorded answers about functions", func(t *testing.T) { recordedFunctions(t, b) })
		t.Run("rules", func(t *testing.T) { everyRule(t, b) })
		t.Run("official SDKs", func(t *testing.T) { officialSDKs(t, b) })
		t.Run("webhook families", func(t *testing.T) { webhookFamilies(t, b) })
	})
	b.checkList(t)
	t.Log(b.String())
}

// A board counts what was shown. It is safe for concurrent use.
type board struct {
	mu     sync.Mutex
	routes map[string]*tally // by method and pattern
	lines  []string          // what is not about routes
}

// A tally is what one route passed of what it was asked.
type tally struct{ recorded, recordedOf, meant, rules, rulesOf int }

func (b *board) of(route string) *tally {
	if b.routes[route] == nil {
		b.routes[route] = &tally{}
	}
	return b.routes[route]
}

// replayed counts a recorded answer; one that differs on purpose passes when it is what is expected instead.
func (b *board) replayed(method, path string, passed, differs bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	at := b.of(routeOf(method, path))
	at.recordedOf++
	switch {
	case passed && differs:
		at.meant++
	case passed:
		at.recorded++
	}
}

func (b *board) ruled(route string, passed bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	at := b.of(route)
	at.rulesOf++
	if passed {
		at.rules++
	}
}

func (b *board) line(format string, a ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lines = append(b.lines, fmt.Sprintf(format, a...))
}

// routeOf finds the line of the table of routes that a request reaches.
func routeOf(method, path string) string {
	if method == "OPTIONS" {
		return "OPTIONS *"
	}
	path, _, _ = strings.Cut(path, "?")
	have := strings.Split(strings.Trim(path, "/"), "/")
	for _, r := range api.Routes() {
		if (r.Method == "" || r.Method == method) && covers(strings.Split(strings.TrimPrefix(r.Pattern, "/"), "/"), have) {
			return strings.TrimSpace(r.Method + " " + r.Pattern)
		}
	}
	return "/nothing"
}

func covers(steps, have []string) bool {
	for i, step := range steps {
		switch {
		case step == "*":
			return true
		case i >= len(have), !strings.HasPrefix(step, ":") && !strings.EqualFold(step, have[i]):
			return false
		}
	}
	return len(steps) == len(have)
}

// checkList fails for a needed route that nothing was asked of.
func (b *board) checkList(t *testing.T) {
	t.Helper()
	exist := map[string]bool{}
	for _, r := range api.Routes() {
		exist[strings.TrimSpace(r.Method+" "+r.Pattern)] = true
	}
	for route := range strings.SplitSeq(strings.TrimSpace(needed), "\n") {
		route = strings.TrimPrefix(route, "ANY ")
		if !exist[route] {
			t.Errorf("%s is needed and not in the table of routes", route)
		}
		if at := b.routes[route]; at == nil || at.recorded+at.rules == 0 {
			t.Errorf("%s is needed and was not shown", route)
		}
	}
}

// String is the table.
func (b *board) String() string {
	var text strings.Builder
	var sum tally
	fmt.Fprintf(&text, "\n%-56s %9s %7s\n", "route", "recorded", "rules")
	for _, route := range slices.Sorted(maps.Keys(b.routes)) {
		at := b.routes[route]
		mark := ""
		if at.meant > 0 {
			mark = fmt.Sprintf("  %d differ on purpose", at.meant)
		}
		fmt.Fprintf(&text, "%-56s %3d of %2d %3d of %2d%s\n", route, at.recorded, at.recordedOf, at.rules, at.rulesOf, mark)
		sum.recorded, sum.recordedOf, sum.meant = sum.recorded+at.recorded, sum.recordedOf+at.recordedOf, sum.meant+at.meant
		sum.rules, sum.rulesOf = sum.rules+at.rules, sum.rulesOf+at.rulesOf
	}
	fmt.Fprintf(&text, "%d routes: %d of %d recorded answers, %d more differ on purpose; %d of %d rules\n", len(b.routes), sum.recorded, sum.recordedOf, sum.meant, sum.rules, sum.rulesOf)
	for _, line := range b.lines {
		fmt.Fprintln(&text, line)
	}
	return text.String()
}

// needed is the checklist of http-api §14: every route that a local server must or should have.
const needed = `
GET /health
GET /ready
GET /env.js
GET /images/template-logos/:file
GET /providers
GET /providers/:provider
GET /providers/:provider/templates
GET /integrations
GET /integrations/:key
POST /integrations
PATCH /integrations/:key
DELETE /integrations/:key
GET /integrations/:key/functions
GET /integrations/:key/functions/:name
GET /integrations/:key/functions/:name/code
DELETE /integrations/:key/functions/:name
GET /connections
GET /connections/:connectionId
POST /connections
PATCH /connections/:connectionId
DELETE /connections/:connectionId
POST /connections/metadata
PATCH /connections/metadata
GET /connection
GET /connection/:connectionId
DELETE /connection/:connectionId
POST /connection/metadata
PATCH /connection/metadata
POST /connection/:connectionId/metadata
PATCH /connection/:connectionId/metadata
POST /connect/sessions
POST /connect/sessions/reconnect
GET /connect/session
DELETE /connect/session
POST /connect/telemetry
GET /connect-ui/*
GET /oauth/connect/:key
GET /oauth/callback
GET /app-auth/connect
POST /oauth2/auth/:key
POST /api-auth/api-key/:key
POST /api-auth/basic/:key
POST /auth/unauthenticated/:key
POST /auth/tba/:key
POST /auth/two-step/:key
POST /auth/jwt/:key
POST /auth/bill/:key
POST /auth/signature/:key
POST /auth/aws-sigv4/:key
POST /auth/oauth-outbound/:key
GET /records
PATCH /records/prune
POST /sync/trigger
POST /sync/start
POST /sync/pause
GET /sync/status
PUT /sync/update-connection-frequency
POST /sync/:name/variant/:variant
DELETE /sync/:name/variant/:variant
POST /action/trigger
GET /action/:id
ANY /proxy/*
GET /environment-variables
GET /scripts/config
POST /environments
GET /environments
DELETE /environments/:id
POST /environment/api-keys
DELETE /environment/api-keys
GET /environments/:uuid/api-keys
POST /environments/:uuid/api-keys
GET /environments/:uuid/api-keys/:keyUuid
DELETE /environments/:uuid/api-keys/:keyUuid
POST /environment/webhook-signing-key/rotate
POST /sync/deploy
POST /sync/deploy/confirmation
POST /functions/compile
POST /functions/dryruns
GET /functions/dryruns/:id
POST /functions/deployments
GET /functions/deployments/:id
POST /functions/deployments/bundle
POST /functions/deployments/bundle/preview
POST /cli/telemetry
POST /webhook/:environment/:key
POST /mcp
GET /mcp
POST /mcp/management
`
