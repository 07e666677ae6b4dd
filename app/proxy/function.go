package proxy

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"patchbay/app/connect"
	"patchbay/app/logs"
)

// longestWait is how long the call may pause when the provider asks for it.
func (c *call) longestWait() time.Duration {
	if c.r.Source == SourceFunction {
		return longestInRun
	}
	return longestAsked
}

// sameCredentials reports whether the connection still has the credentials that were just refused.
func (c *call) sameCredentials(ctx context.Context) (bool, error) {
	if c.fixed != nil {
		return true, nil
	}
	live, err := c.s.connect.Fresh(ctx, c.r.EnvironmentID, c.r.IntegrationKey, c.r.ConnectionID, connect.FreshOptions{})
	if err != nil {
		return false, err
	}
	return live == c.live || reflect.DeepEqual(live.Credentials, c.live.Credentials), nil
}

// tellStop says why a failed attempt is the last one, when somebody might expect another.
func (c *call) tellStop(d decision) {
	if d.reason == "" {
		return
	}
	if c.r.Source == SourceFunction {
		c.rec.Log("warn", fmt.Sprintf("Skipping retry HTTP call (reason: %s) [%d/%d]", d.reason, c.attempt, c.retries))
		return
	}
	c.rec.Log("warn", "Not repeated: "+d.reason+".")
}

// tellWait puts the pause on the timeline of a function's run.
func (c *call) tellWait(d decision) {
	if c.r.Source != SourceFunction {
		return
	}
	meta, err := json.Marshal(map[string]any{"ms": d.wait.Milliseconds(), "reason": d.reason, "attempt": c.attempt, "attempts": c.retries,
		"method": c.r.Method, "endpoint": c.r.Endpoint})
	if err != nil {
		meta = nil
	}
	c.rec.Entry(logs.Message{Level: "warn", Kind: logs.KindWait, Meta: meta,
		Text: fmt.Sprintf("Retrying HTTP call (reason: %s). Waiting for %dms [%d/%d]", d.reason, d.wait.Milliseconds(), c.attempt, c.retries)})
}
