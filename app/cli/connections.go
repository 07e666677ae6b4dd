package cli

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"patchbay/app/fault"
)

type connectionsCommand struct {
	List     connectionsList     `cmd:"" help:"List the connections."`
	Show     connectionsShow     `cmd:"" help:"Show one; secrets stay masked."`
	Import   connectionsImport   `cmd:"" help:"Take over credentials that you already have."`
	Metadata connectionsMetadata `cmd:"" help:"Show the metadata of one, or change it."`
	Refresh  connectionsRefresh  `cmd:"" help:"Get new credentials from the provider now."`
	Delete   connectionsDelete   `cmd:"" help:"Delete one, and its keys in the vault."`
}

// reference names a connection as INTEGRATION/CONNECTION; the connection's id may hold slashes.
type reference string

func (r reference) split() (integration, connection string, err error) {
	integration, connection, found := strings.Cut(string(r), "/")
	if !found || integration == "" || connection == "" {
		return "", "", fault.New(fault.Invalid, "bad_reference", strconv.Quote(string(r))+" does not name a connection.").
			WithHint("Write INTEGRATION/CONNECTION, as `patchbay connections list` shows them.")
	}
	return integration, connection, nil
}

// path builds the address of the connection below prefix.
func (r reference) path(prefix, suffix string) (string, error) {
	integration, connection, err := r.split()
	if err != nil {
		return "", err
	}
	return prefix + url.PathEscape(connection) + suffix + "?provider_config_key=" + url.QueryEscape(integration), nil
}

// connection is what a list shows of one.
type connection struct {
	ConnectionID      string            `json:"connection_id"`
	ProviderConfigKey string            `json:"provider_config_key"`
	Provider          string            `json:"provider"`
	AuthMode          string            `json:"auth_mode"`
	State             string            `json:"state"`
	ExpiresAt         string            `json:"expires_at"`
	CreatedAt         string            `json:"created_at"`
	Tags              map[string]string `json:"tags"`
	Error             *struct {
		Message string `json:"message"`
		Hint    string `json:"hint"`
		LogID   string `json:"log_id"`
	} `json:"error"`
}

func (c connection) name() string { return c.ProviderConfigKey + "/" + c.ConnectionID }

type connectionsList struct {
	Integration string `help:"Only this integration's."`
	Search      string `help:"Part of the id or of the end user's name."`
	State       string `enum:",ok,expired,error" default:"" help:"Only ok, expired or error."`
}

// Run lists the connections of the dev environment.
func (c connectionsList) Run(ctx context.Context, inv *invocation) error {
	query := url.Values{}
	for name, value := range map[string]string{"integration": c.Integration, "search": c.Search, "state": c.State} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data []connection `json:"data"`
		}
		raw, err := s.call(ctx, "GET", "/patchbay/connections?"+query.Encode(), nil, &answer)
		if err != nil {
			return err
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		rows := make([][]string, len(answer.Data))
		for i, one := range answer.Data {
			rows[i] = []string{one.name(), one.Provider, one.AuthMode, one.State, ago(one.ExpiresAt), ago(one.CreatedAt)}
		}
		return inv.table("No connections. Make one with: patchbay connect INTEGRATION",
			[]string{"CONNECTION", "PROVIDER", "AUTH", "STATE", "EXPIRES", "CREATED"}, rows)
	})
}

type connectionsShow struct {
	Connection reference `arg:"" placeholder:"INTEGRATION/CONNECTION" help:"The connection, as INTEGRATION/CONNECTION."`
}

// Run shows one connection.
func (c connectionsShow) Run(ctx context.Context, inv *invocation) error {
	return inv.connectionAnswer(ctx, c.Connection, "GET", "")
}

type connectionsRefresh struct {
	Connection reference `arg:"" placeholder:"INTEGRATION/CONNECTION" help:"The connection, as INTEGRATION/CONNECTION."`
}

// Run refreshes one connection and shows it.
func (c connectionsRefresh) Run(ctx context.Context, inv *invocation) error {
	return inv.connectionAnswer(ctx, c.Connection, "POST", "/refresh")
}

// connectionAnswer makes a call that answers with one connection's detail and prints it.
func (inv *invocation) connectionAnswer(ctx context.Context, ref reference, method, suffix string) error {
	path, err := ref.path("/patchbay/connections/", suffix)
	if err != nil {
		return err
	}
	return inv.with(ctx, func(s *session) error {
		var answer struct {
			Data struct {
				connection
				Metadata    json.RawMessage `json:"metadata"`
				Config      json.RawMessage `json:"connection_config"`
				BaseURL     string          `json:"base_url"`
				Credentials []struct {
					Name  string `json:"name"`
					Value string `json:"value"`
				} `json:"credentials"`
			} `json:"data"`
		}
		raw, err := s.call(ctx, method, path, nil, &answer)
		if err != nil {
			return connectionFault(err, ref)
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		d := answer.Data
		pairs := []string{"connection", d.name(), "provider", d.Provider, "auth", d.AuthMode, "state", d.State,
			"expires", ago(d.ExpiresAt), "base address", d.BaseURL, "created", ago(d.CreatedAt),
			"config", compact(d.Config), "metadata", compact(d.Metadata), "tags", joinTags(d.Tags)}
		for _, c := range d.Credentials {
			pairs = append(pairs, c.Name, c.Value)
		}
		if d.Error != nil {
			pairs = append(pairs, "error", strings.TrimSpace(d.Error.Message+" "+d.Error.Hint))
			pairs = append(pairs, s.diagnosis(ctx, d.Error.LogID)...)
		}
		return inv.fields(pairs...)
	})
}

// diagnosis tells from the log why an operation failed, as pairs of labels and texts. There is none for operations that
// the log no longer holds; what the connection itself says must do then.
func (s *session) diagnosis(ctx context.Context, operation string) []string {
	if operation == "" {
		return nil
	}
	var answer struct {
		Data struct {
			Diagnosis *struct {
				Cause    string   `json:"cause"`
				Message  string   `json:"message"`
				Remedy   string   `json:"remedy"`
				Evidence []string `json:"evidence"`
			} `json:"diagnosis"`
		} `json:"data"`
	}
	if _, err := s.call(ctx, "GET", "/patchbay/operations/"+url.PathEscape(operation), nil, &answer); err != nil || answer.Data.Diagnosis == nil {
		return nil
	}
	d := answer.Data.Diagnosis
	pairs := []string{"cause", d.Message + " (" + d.Cause + ")", "what to do", d.Remedy}
	for _, one := range d.Evidence {
		pairs = append(pairs, "evidence", one)
	}
	return append(pairs, "details", "patchbay logs show "+operation)
}

type connectionsImport struct {
	Integration  string            `arg:"" help:"Unique key of the integration."`
	ConnectionID string            `name:"connection-id" help:"Name of the connection (default: a new id)."`
	Credential   map[string]string `placeholder:"FIELD=VALUE" help:"Credential in the wire's names, such as access_token=-; \"-\" reads it from the terminal or standard input; repeatable."`
	Param        map[string]string `placeholder:"FIELD=VALUE" help:"Connection config field; repeatable."`
	Tag          map[string]string `placeholder:"KEY=VALUE" help:"Tag of the connection; repeatable."`
	File         string            `placeholder:"FILE" help:"JSON body of POST /connections; \"-\" reads standard input. The flags add to it."`
}

// maxImport bounds an import file; one connection is a few kilobytes.
const maxImport = 1 << 20

// Run imports one connection.
func (c connectionsImport) Run(ctx context.Context, inv *invocation) error {
	body := map[string]any{}
	if c.File != "" {
		raw, err := inv.readInput(c.File, maxImport)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(raw, &body); err != nil {
			return fault.New(fault.Invalid, "bad_file", c.File+" is not a JSON object.").WithCause(err)
		}
	}
	return inv.with(ctx, func(s *session) error {
		if err := c.complete(ctx, inv, s, body); err != nil {
			return err
		}
		var answer connection
		raw, err := s.call(ctx, "POST", "/connections", body, &answer)
		if err != nil {
			return integrationFault(err, c.Integration)
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		return inv.say("Imported %s.", answer.name())
	})
}

// complete adds what the flags say to the body of a file.
func (c connectionsImport) complete(ctx context.Context, inv *invocation, s *session, body map[string]any) error {
	body["provider_config_key"] = c.Integration
	if c.ConnectionID != "" {
		body["connection_id"] = c.ConnectionID
	}
	if len(c.Param) > 0 {
		body["connection_config"] = c.Param
	}
	if len(c.Tag) > 0 {
		body["tags"] = c.Tag
	}
	if _, there := body["credentials"]; there && len(c.Credential) == 0 {
		return nil
	}
	var in struct {
		Data integration `json:"data"`
	}
	if _, err := s.call(ctx, "GET", "/patchbay/integrations/"+url.PathEscape(c.Integration), nil, &in); err != nil {
		return integrationFault(err, c.Integration)
	}
	if err := inv.fill(c.Credential, slices.Sorted(maps.Keys(c.Credential))); err != nil {
		return err
	}
	credentials := map[string]any{"type": in.Data.AuthMode}
	for name, value := range c.Credential {
		credentials[name] = value
	}
	body["credentials"] = credentials
	return nil
}

type connectionsDelete struct {
	Connection reference `arg:"" placeholder:"INTEGRATION/CONNECTION" help:"The connection, as INTEGRATION/CONNECTION."`
}

// Run deletes one connection.
func (c connectionsDelete) Run(ctx context.Context, inv *invocation) error {
	path, err := c.Connection.path("/connections/", "")
	if err != nil {
		return err
	}
	return inv.with(ctx, func(s *session) error {
		raw, err := s.call(ctx, "DELETE", path, nil, nil)
		if err != nil {
			return connectionFault(err, c.Connection)
		}
		if inv.flags.JSON {
			return inv.printJSON(raw)
		}
		return inv.say("Deleted %s.", c.Connection)
	})
}

// connectionFault says how to find the right name.
func connectionFault(err error, ref reference) error {
	if fault.IsKind(err, fault.NotFound) || fault.HasCode(err, "unknown_connection") || fault.HasCode(err, "unknown_provider_config") {
		return fault.New(fault.NotFound, fault.From(err).Code, "No connection is called "+strconv.Quote(string(ref))+".").
			WithHint("List them with: patchbay connections list")
	}
	return err
}

// readInput reads a named file, or standard input for "-", up to limit bytes.
func (inv *invocation) readInput(name string, limit int64) ([]byte, error) {
	source, err := inv.openInput(name)
	if err != nil {
		return nil, err
	}
	defer source.Close()
	raw, err := io.ReadAll(io.LimitReader(source, limit+1))
	if err != nil {
		return nil, fault.New(fault.Invalid, "unreadable_file", name+" cannot be read.").WithCause(err)
	}
	if int64(len(raw)) > limit {
		return nil, fault.New(fault.TooLarge, "file_too_large", name+" is too large.")
	}
	return raw, nil
}
