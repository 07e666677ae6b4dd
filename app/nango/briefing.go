package nango

import (
	"encoding/json"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// briefing is what the TypeScript side learns before it calls the function.
type briefing struct {
	Kind         string          `json:"kind"`
	Input        json.RawMessage `json:"input,omitempty"`
	Request      *Request        `json:"request,omitempty"`
	Properties   map[string]any  `json:"properties"`
	Models       []string        `json:"models"`
	LastSyncDate *int64          `json:"lastSyncDate,omitempty"`
	Variant      string          `json:"variant"`
	TrackDeletes bool            `json:"trackDeletes"`
	Dry          bool            `json:"dry"`
	Metadata     json.RawMessage `json:"metadata,omitempty"`
	Preset       json.RawMessage `json:"preset,omitempty"`
	Level        string          `json:"level"`
	Job          bool            `json:"job"`
	Attributes   json.RawMessage `json:"attributes"`
}

func (e *execution) briefing() (json.RawMessage, error) {
	r, f := e.r, e.r.Function
	s := briefing{Kind: r.Kind, Input: r.Input, Request: r.Request, Models: f.Models, Variant: r.Variant, TrackDeletes: f.TrackDeletes,
		Dry: e.dry != nil, Level: e.logLevel(), Job: r.Kind == KindSync || r.Kind == KindWebhook, Attributes: f.Attributes, Properties: e.properties()}
	if s.Attributes == nil {
		s.Attributes = json.RawMessage("{}")
	}
	if r.Kind == KindWebhook {
		s.Input = r.Payload
	}
	if s.Models == nil || r.Kind == KindEvent {
		s.Models = []string{}
	}
	date := r.LastSyncDate
	if e.dry != nil {
		s.Metadata = e.dry.options.Metadata
		if e.dry.options.LastSyncDate != nil {
			date = e.dry.options.LastSyncDate
		}
	}
	if date != nil {
		ms := date.UnixMilli()
		s.LastSyncDate = &ms
	}
	s.Preset = e.preset(r.Connection.Provider)
	text, err := json.Marshal(s)
	if err != nil {
		return nil, fault.New(fault.Invalid, "invalid_input", "The function's input is not valid JSON.").WithCause(err)
	}
	return text, nil
}

// properties are the plain members of the nango object.
func (e *execution) properties() map[string]any {
	r, f := e.r, e.r.Function
	p := map[string]any{"connectionId": r.Connection.ConnectionID, "providerConfigKey": r.Connection.IntegrationKey, "provider": r.Connection.Provider,
		"environmentId": r.EnvironmentID, "environmentName": r.EnvironmentName, "accountId": 0, "activityLogId": e.owner(),
		"nangoConnectionId": r.Connection.ID, "functionName": f.Name, "runnerFlags": map[string]any{}}
	if r.SyncID != "" {
		p["syncId"] = r.SyncID
	}
	if r.Job != 0 {
		p["syncJobId"] = r.Job
	}
	definition := map[string]any{"sync_name": f.Name, "type": string(f.Type), "models": f.Models, "version": f.Version, "enabled": true, "input": f.Input,
		"runs": f.Frequency, "track_deletes": f.TrackDeletes, "auto_start": f.AutoStart, "sync_type": f.SyncType, "metadata": map[string]any{
			"description": f.Description, "scopes": f.Scopes}}
	if r.Kind == KindEvent {
		definition["models"] = []string{}
	}
	p["syncConfig"] = definition
	return p
}

// preset is how the provider's pages are walked through: nil for an unknown provider, null without a rule.
func (e *execution) preset(provider string) json.RawMessage {
	p, ok := e.o.s.Catalog.Get(provider)
	if !ok {
		return nil
	}
	if p.Proxy == nil || p.Proxy.Paginate == nil {
		return json.RawMessage("null")
	}
	text, err := json.Marshal(presetOf(*p.Proxy.Paginate))
	if err != nil {
		return json.RawMessage("null")
	}
	return text
}

// presetOf leaves out what the provider's entry does not say, so that it hides nothing.
func presetOf(p catalog.Paginate) map[string]any {
	out := map[string]any{}
	for name, value := range map[string]string{"type": p.Type, "response_path": p.ResponsePath, "limit_name_in_request": p.LimitNameInRequest,
		"cursor_name_in_request": p.CursorNameInRequest, "cursor_path_in_response": p.CursorPathInResponse,
		"link_rel_in_response_header": p.LinkRelInResponseHeader, "link_path_in_response_body": p.LinkPathInResponseBody,
		"offset_name_in_request": p.OffsetNameInRequest, "offset_calculation_method": p.OffsetCalculationMethod} {
		if value != "" {
			out[name] = value
		}
	}
	if p.OffsetStartValue != 0 {
		out["offset_start_value"] = p.OffsetStartValue
	}
	return out
}

// The level from which a server keeps what code logs, when its environment does not say; a dry run shows everything.
const (
	serverLevel   = "warn"
	dryLevel      = "debug"
	levelVariable = "NANGO_LOGGER_LEVEL"
)
