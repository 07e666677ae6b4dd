package functions

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"patchbay/app/compile"
)

// queries is what reads: the database or a transaction.
type queries interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// unchanged are the functions of a bundle that were deployed just so before. Of other deployments it finds none.
func (s *Service) unchanged(ctx context.Context, q queries, env int64, d Deployment) (map[Ref]bool, error) {
	same := map[Ref]bool{}
	if !d.Bundle {
		return same, nil
	}
	for _, f := range d.Functions {
		var definition, schema, checkpoint, source, server string
		err := q.QueryRowContext(ctx, `SELECT definition, json_schema, checkpoint_schema, source, server FROM deployed_functions
			WHERE environment_id = ? AND integration = ? AND name = ? AND type = ?`, env, f.Integration, f.Name, f.Type).
			Scan(&definition, &schema, &checkpoint, &source, &server)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		var before compile.Function
		if err == nil {
			err = json.Unmarshal([]byte(definition), &before)
		}
		if err != nil {
			return nil, err
		}
		before.JSONSchema, before.CheckpointSchema, before.Source, before.Server = textOrNone(schema), textOrNone(checkpoint), source, server
		old, err := told(&before)
		if err != nil {
			return nil, err
		}
		now, err := told(f)
		if err != nil {
			return nil, err
		}
		same[refOf(f)] = bytes.Equal(old, now)
	}
	return same, nil
}

// told is what the sender of a bundle tells about a function, as JSON to compare. What is read off the code is left out.
func told(f *compile.Function) ([]byte, error) {
	only := compile.Function{Integration: f.Integration, Name: f.Name, Type: f.Type, Description: f.Description, Trigger: f.Trigger, PerConnection: f.PerConnection,
		WebhookSubscriptions: f.WebhookSubscriptions, Input: f.Input, MetadataModel: f.MetadataModel, Models: f.Models, Features: f.Features,
		JSONSchema: f.JSONSchema, CheckpointSchema: f.CheckpointSchema, Source: f.Source, Server: f.Server}
	return json.Marshal(only)
}
