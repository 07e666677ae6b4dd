package cli

import (
	"encoding/json"
	"strings"
	"testing"
)

// accounts answers like an app with one connection that syncs.
func accounts() *fakeApp {
	return &fakeApp{answers: map[string]string{
		"POST /sync/start":                      `{"success":true}`,
		"POST /sync/pause":                      `{"success":true}`,
		"POST /sync/trigger":                    `{"success":true}`,
		"PUT /sync/update-connection-frequency": `{"frequency":"30m"}`,
		"GET /sync/status":                      `{"syncs":[{"connection_id":"jane","name":"fill","variant":"base","status":"SUCCESS","frequency":"every day","nextScheduledSyncAt":null,"finishedAt":"2026-01-02T03:04:05Z","latestExecutionStatus":"SUCCESS","recordCount":{"B":2,"A":1}}]}`,
		"GET /patchbay/syncs":                   `{"data":[{"integration":"acme","connection":"jane","name":"fill","variant":"big","status":"PAUSED","frequency":"every hour","records":{},"last_run":{"state":"failed","trigger":"simulated","queued_at":"2026-01-02T03:04:05Z"}}]}`,
		"POST /connections/metadata":            `{}`,
		"PATCH /connections/metadata":           `{}`,
		"GET /patchbay/connections/jane":        `{"data":{"metadata":{"plan":"pro","id":12345678901234567890}}}`,
		"GET /patchbay/runs":                    `{"data":[{"id":"r1","function":"fill","integration":"acme","connection":"jane","trigger":"cli","state":"running","queued_at":"2026-01-02T03:04:05Z"}],"next_cursor":"7"}`,
		"GET /patchbay/runs/r1":                 `{"data":{"id":"r1","function":"fill","type":"sync","integration":"acme","connection":"jane","trigger":"cli","state":"failed","duration_ms":12,"output":{"a":1},"error":{"type":"script_error","message":"It broke."}}}`,
		"GET /patchbay/runs/r1/timeline":        `{"state":"failed","data":[{"at":"2026-01-02T03:04:05Z","level":"info","text":"hello\u001b[2J"}]}`,
		"DELETE /patchbay/runs/r1":              ``,
		"DELETE /patchbay/runs/elsewhere":       ``,
	}}
}

func TestCommandsOfSyncsAskTheAPI(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]struct{ call, sent, says string }{
		"syncs start acme/jane fill":                                {"POST /sync/start", `{"connection_id":"jane","provider_config_key":"acme","syncs":["fill"]}`, "Started fill of acme/jane. Patchbay is closed; they run once it is open"},
		"syncs pause acme":                                          {"POST /sync/pause", `{"provider_config_key":"acme","syncs":[]}`, "Paused all syncs of acme."},
		"syncs trigger acme/jane/doe fill::big --reset":             {"POST /sync/trigger", `{"connection_id":"jane/doe","opts":{"emptyCache":false,"reset":true},"provider_config_key":"acme","syncs":["fill::big"]}`, "Asked for a run of fill::big of acme/jane/doe."},
		"syncs status acme/jane":                                    {"GET /sync/status", ``, "A 1, B 2"},
		"syncs frequency acme/jane fill::big 30m":                   {"PUT /sync/update-connection-frequency", `{"connection_id":"jane","frequency":"30m","provider_config_key":"acme","sync_name":"fill","sync_variant":"big"}`, "fill::big of acme/jane runs every 30m."},
		"syncs frequency acme/jane fill":                            {"PUT /sync/update-connection-frequency", `{"connection_id":"jane","frequency":null,"provider_config_key":"acme","sync_name":"fill"}`, "fill of acme/jane"},
		"syncs list":                                                {"GET /patchbay/syncs", ``, "03:04:05 (simulated)"},
		`connections metadata acme/jane --set {"plan":"pro"}`:       {"POST /connections/metadata", `{"connection_id":"jane","metadata":{"plan":"pro"},"provider_config_key":"acme"}`, `{"plan":"pro","id":12345678901234567890}`},
		`connections metadata acme/jane --merge {"id":12345678901}`: {"PATCH /connections/metadata", `{"connection_id":"jane","metadata":{"id":12345678901},"provider_config_key":"acme"}`, `"plan":"pro"`},
		"connections metadata acme/jane":                            {"GET /patchbay/connections/jane", ``, `"plan":"pro"`},
		"runs list --state running":                                 {"GET /patchbay/runs", ``, "r1  fill      acme/jane   cli         running"},
		"runs show r1":                                              {"GET /patchbay/runs/r1/timeline", ``, "info  hello\ufffd[2J"},
		"runs cancel r1":                                            {"DELETE /patchbay/runs/r1", ``, "The run of fill is failed."},
	} {
		app := accounts()
		code, out, errs := app.run(t, t.Context(), strings.Split(line, " ")...)
		sent, asked := app.sent[want.call]
		if code != exitOK || !asked || sent != want.sent || !strings.Contains(out, want.says) {
			t.Errorf("%s: code %d, sent %q, says %q %q", line, code, sent, out, errs)
		}
	}
}

func TestMetadataIsReplacedOrChangedNotBoth(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]int{
		"connections metadata acme/jane --set {} --merge {}": exitUsage,
		"connections metadata acme/jane --set {":             exitFailed,
		"connections metadata jane --set {}":                 exitFailed,
	} {
		app := accounts()
		code, _, errs := app.run(t, t.Context(), strings.Split(line, " ")...)
		if code != want || errs == "" || len(app.calls) != 0 {
			t.Errorf("%s: code %d, %q, calls %v", line, code, errs, app.calls)
		}
	}
}

// A program reads the API's code; a person reads the sentence.
func TestAFailureHasTheCodeOfTheAPI(t *testing.T) {
	t.Parallel()
	app := &fakeApp{answers: map[string]string{}}
	code, out, errs := app.run(t, t.Context(), "runs", "show", "none", "--json")
	var told struct {
		Error struct{ Code, Message string }
	}
	if err := json.Unmarshal([]byte(errs), &told); err != nil || code != exitFailed || out != "" || told.Error.Code != "not_found" || told.Error.Message == "" {
		t.Errorf("code %d, %q, %q", code, out, errs)
	}
	if _, _, errs := app.run(t, t.Context(), "runs", "show", "none"); !strings.HasPrefix(errs, "patchbay: There is no") {
		t.Errorf("a person reads %q", errs)
	}
}
