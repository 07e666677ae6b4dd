package inbound

import (
	"bytes"
	"embed"
	"encoding/json"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// letter is a sample webhook while it is being made.
type letter struct {
	r     *Receiver
	p     *catalog.Provider
	draft Draft
	keys  Keys
	now   time.Time
	req   Request
}

// Sign makes a webhook of the provider as its vendor would send it. With keys.Test it is signed by that; otherwise by the
// integration's own keys, and webhook_not_signable says that they are missing or that only the vendor holds the key.
func (r *Receiver) Sign(p *catalog.Provider, draft Draft, keys Keys) (Request, error) {
	f, ok := families[p.WebhookRoutingScript]
	if !ok {
		return Request{}, noHandler(p.Key)
	}
	l := &letter{r: r, p: p, draft: draft, keys: keys, now: r.now()}
	if l.draft.ID == "" {
		l.draft.ID = "sim_" + strconv.FormatInt(l.now.UnixNano(), 36)
	}
	if err := l.compose(notes[p.WebhookRoutingScript]); err != nil {
		return Request{}, err
	}
	f.route.write(l)
	if f.write != nil {
		f.write(l)
	}
	if err := f.scheme.sign(l); err != nil {
		return Request{}, err
	}
	return l.req, nil
}

// compose fills in what the draft leaves out, and the body.
func (l *letter) compose(n note) error {
	if len(n.Events) == 0 {
		return fault.New(fault.Internal, "server_error", "There is no sample for this kind of webhook.")
	}
	if l.draft.Identifier == "" {
		l.draft.Identifier = n.Example
	}
	if l.draft.Type == "" {
		l.draft.Type = n.Events[0].Type
	}
	l.req = Request{URL: l.draft.URL, Header: http.Header{"Content-Type": {"application/json"}}, Body: replaceStandIns(l.draft.Body, l.draft, l.now)}
	if l.req.Body == nil {
		i := max(0, slices.IndexFunc(n.Events, func(s Sample) bool { return s.Type == l.draft.Type }))
		l.req.Body = n.fill(n.Events[i].Body, l.draft, l.now)
	}
	return nil
}

// notes is what is told about each family, from the files in notes/, by the catalog's webhook_routing_script.
var notes = readNotes()

//go:embed notes/*.json
var noteFiles embed.FS

// note is what people read about a family, and its sample bodies. In a body, "{{identifier}}" stands for the account
// or connection, "{{#identifier}}" for the same as a number, "{{id}}" for the delivery, "{{type}}" for the event type, "{{now}}" for the time in
// RFC 3339, "{{#now}}" for it in Unix milliseconds.
type note struct {
	Label      string   `json:"label"`
	Signing    string   `json:"signing"`
	SecretHelp string   `json:"secret_help"`
	Identifier string   `json:"identifier"`
	Property   string   `json:"property"`
	Example    string   `json:"example"` // an identifier for samples
	Events     []Sample `json:"events"`
}

// readNotes reads the embedded files. They are part of the program: one that cannot be read is a defect that any test
// of this package shows.
func readNotes() map[string]note {
	all := map[string]note{}
	files, _ := noteFiles.ReadDir("notes") //nolint:errcheck // the folder is embedded
	for _, file := range files {
		text, _ := noteFiles.ReadFile(path.Join("notes", file.Name())) //nolint:errcheck // listed above
		var n note
		if err := json.Unmarshal(text, &n); err != nil {
			panic("inbound: notes/" + file.Name() + ": " + err.Error())
		}
		all[strings.TrimSuffix(file.Name(), ".json")+"WebhookRouting"] = n
	}
	return all
}

// fill makes a sample body: compact, with values for its stand-ins.
func (n note) fill(body json.RawMessage, d Draft, now time.Time) []byte {
	if len(body) == 0 || string(body) == "null" {
		return nil
	}
	var compact bytes.Buffer
	if json.Compact(&compact, body) != nil {
		compact.Reset()
		compact.Write(body)
	}
	return replaceStandIns(compact.Bytes(), d, now)
}

// replaceStandIns leaves a body without any as it is, byte for byte.
func replaceStandIns(body []byte, d Draft, now time.Time) []byte {
	if !bytes.Contains(body, []byte("{{")) {
		return body
	}
	number := d.Identifier
	if _, err := strconv.ParseInt(number, 10, 64); err != nil {
		number = quoted(d.Identifier)
	}
	return []byte(strings.NewReplacer(
		`"{{#identifier}}"`, number, `"{{#now}}"`, strconv.FormatInt(now.UnixMilli(), 10),
		`{{identifier}}`, inner(d.Identifier), `{{id}}`, inner(d.ID), `{{type}}`, inner(d.Type), `{{now}}`, now.UTC().Format(time.RFC3339),
	).Replace(string(body)))
}

// quoted writes a text as JSON.
func quoted(text string) string {
	out, _ := json.Marshal(text) //nolint:errcheck // a string always marshals
	return string(out)
}

// inner writes a text as it stands inside a JSON text.
func inner(text string) string {
	out := quoted(text)
	return out[1 : len(out)-1]
}

// FamilyOf describes the webhooks of a provider; false when they are not understood.
func FamilyOf(p *catalog.Provider) (Family, bool) {
	if !Handles(p) {
		return Family{}, false
	}
	return describe(p.WebhookRoutingScript), true
}

func describe(script string) Family {
	n := notes[script]
	_, never := families[script].scheme.(unsigned)
	f := Family{
		Script: script, Label: n.Label, Signing: n.Signing, Signs: !never, SecretHelp: n.SecretHelp,
		Identifier: n.Identifier, Property: n.Property,
	}
	for _, event := range n.Events {
		event.Template = event.Body
		event.Body = n.fill(event.Body, Draft{Identifier: n.Example, ID: "sim_example", Type: event.Type}, time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))
		f.Events = append(f.Events, event)
	}
	return f
}
