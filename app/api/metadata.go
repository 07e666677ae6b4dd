package api

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"patchbay/app/fault"
)

// metadataBody names one connection or several of one integration, and what to store on them.
type metadataBody struct {
	ConnectionID      oneOrMany       `json:"connection_id"`
	ProviderConfigKey string          `json:"provider_config_key" rule:"is=key,max=255"`
	Metadata          json.RawMessage `json:"metadata" rule:"object"`
}

// Metadata echoes what was stored.
type Metadata struct {
	ConnectionID      json.RawMessage `json:"connection_id"` // a string or a list of strings, as it was sent
	ProviderConfigKey string          `json:"provider_config_key"`
	Metadata          Object          `json:"metadata"`
}

// oneOrMany is a connection id or a list of them.
type oneOrMany struct {
	ids []string
	raw json.RawMessage
}

var oneID = &shape{kind: shapeText, rules: rules{min: 1, max: 255, format: "connection"}}

func (*oneOrMany) check(value any, path []string) []fault.Issue {
	list, many := value.([]any)
	if !many {
		list = []any{value}
	}
	for _, item := range list {
		if _, absent := item.(missing); absent || len(oneID.check(item, path)) > 0 {
			return []fault.Issue{issue("invalid_union", "Invalid input", path)}
		}
	}
	return nil
}

// UnmarshalJSON takes both forms and remembers which it was.
func (o *oneOrMany) UnmarshalJSON(data []byte) error {
	o.raw = slices.Clone(data)
	if len(data) > 0 && data[0] == '[' {
		return json.Unmarshal(data, &o.ids)
	}
	o.ids = make([]string, 1)
	return json.Unmarshal(data, &o.ids[0])
}

func (s *Server) setMetadata(c *call, _ none, b metadataBody) (Metadata, error) {
	return b.echo(), s.connect.SetMetadata(c.ctx(), c.env.ID, b.ProviderConfigKey, b.ConnectionID.ids, b.Metadata)
}

func (s *Server) mergeMetadata(c *call, _ none, b metadataBody) (Metadata, error) {
	return b.echo(), s.connect.MergeMetadata(c.ctx(), c.env.ID, b.ProviderConfigKey, b.ConnectionID.ids, b.Metadata)
}

func (b metadataBody) echo() Metadata {
	return Metadata{ConnectionID: b.ConnectionID.raw, ProviderConfigKey: b.ProviderConfigKey, Metadata: Object(b.Metadata)}
}

type oldMetadataQuery struct {
	ProviderConfigKey string `json:"provider_config_key,omitempty" rule:"is=key,max=255"`
}

// anyObject is a body that is the caller's own object; its numbers keep their digits.
type anyObject struct{ json.RawMessage }

var freeObject = &shape{kind: shapeTable, elem: &shape{}}

func (*anyObject) check(value any, path []string) []fault.Issue { return freeObject.check(value, path) }

// setOneMetadata and mergeOneMetadata are the oldest form: the body is the metadata.
func (s *Server) setOneMetadata(c *call, q oldMetadataQuery, b anyObject) (json.RawMessage, error) {
	return s.oneMetadata(c, q, b, s.connect.SetMetadata)
}

func (s *Server) mergeOneMetadata(c *call, q oldMetadataQuery, b anyObject) (json.RawMessage, error) {
	return s.oneMetadata(c, q, b, s.connect.MergeMetadata)
}

type storeMetadata func(ctx context.Context, environment int64, key string, ids []string, metadata json.RawMessage) error

func (s *Server) oneMetadata(c *call, q oldMetadataQuery, b anyObject, store storeMetadata) (json.RawMessage, error) {
	key := cmp.Or(q.ProviderConfigKey, c.r.Header.Get("Provider-Config-Key"))
	if key == "" {
		return nil, fault.New(fault.Invalid, "missing_provider_config_key", "The query or the header Provider-Config-Key must name the integration.")
	}
	return b.RawMessage, store(c.ctx(), c.env.ID, key, []string{c.params["connectionId"]}, b.RawMessage)
}
