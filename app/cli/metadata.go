package cli

import (
	"context"
	"encoding/json"
	"net/http"
)

type connectionsMetadata struct {
	Connection reference  `arg:"" placeholder:"INTEGRATION/CONNECTION" help:"The connection, as INTEGRATION/CONNECTION."`
	Set        jsonOption `placeholder:"JSON" xor:"change" help:"Replace it all with this object: JSON, or @FILE."`
	Merge      jsonOption `placeholder:"JSON" xor:"change" help:"Change the keys of this object and keep the others: JSON, or @FILE."`
}

// Run changes the metadata when it is told to, and prints it as one line.
func (c connectionsMetadata) Run(ctx context.Context, inv *invocation) error {
	integration, connection, err := c.Connection.split()
	if err != nil {
		return err
	}
	set, err := c.Set.read("set")
	if err != nil {
		return err
	}
	merge, err := c.Merge.read("merge")
	if err != nil {
		return err
	}
	return inv.with(ctx, func(s *session) error {
		change := func(method string, metadata json.RawMessage) error {
			if metadata == nil {
				return nil
			}
			body := map[string]any{"provider_config_key": integration, "connection_id": connection, "metadata": metadata}
			_, err := s.call(ctx, method, "/connections/metadata", body, nil)
			return err
		}
		if err := change(http.MethodPost, set); err != nil {
			return connectionFault(err, c.Connection)
		}
		if err := change(http.MethodPatch, merge); err != nil {
			return connectionFault(err, c.Connection)
		}
		path, err := c.Connection.path("/patchbay/connections/", "")
		if err != nil {
			return err
		}
		var now struct {
			Data struct {
				Metadata json.RawMessage `json:"metadata"`
			} `json:"data"`
		}
		if _, err := s.call(ctx, http.MethodGet, path, nil, &now); err != nil {
			return connectionFault(err, c.Connection)
		}
		return inv.printJSON(now.Data.Metadata)
	})
}
