package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"patchbay/app/fault"
)

// Change is what an import does to one provider.
type Change string

// The changes. Of same and refused entries nothing is written.
const (
	Added   Change = "added"
	Changed Change = "changed"
	Same    Change = "same"
	Refused Change = "refused"
)

// Plan is what an import would do, one step a provider, sorted by key.
type Plan struct {
	Steps []Step
	// Digest stands for the steps: a plan made again has the same one as long as nothing changed that it depends on.
	Digest string
}

// Step is one provider of a plan.
type Step struct {
	Key         string
	DisplayName string
	AuthMode    AuthMode
	Change      Change
	Line        int           // of its key in the imported file
	Fields      []FieldChange // of a changed one
	Ignored     []string      // members that mean nothing here
	Problems    []Problem     // errors of a refused one, warnings of the others
	// NewDestinations are places that credentials could reach through this entry and not through the present one.
	NewDestinations []string
	ReplacesOwn     bool // an overlay file of the user is replaced; it is kept beside the new one

	text []byte // of the overlay file to write
}

// FieldChange is one member that differs, as JSON. From or To is empty when the member is new or gone.
type FieldChange struct {
	Field string
	From  string
	To    string
}

// ImportOptions steer PlanImport.
type ImportOptions struct {
	// Texts also takes over names, titles, help and links of providers that the catalog has already. Otherwise those
	// stay as they are, and only facts change.
	Texts bool
}

// PlanImport compares a file in the form of Nango's providers.yaml with the catalog. Nothing is written. Faults:
// bad_import when the text is no such file; what is wrong with a single entry is told in its step.
func (c *Catalog) PlanImport(data []byte, o ImportOptions) (*Plan, error) {
	entries, err := c.readImport(data)
	if err != nil {
		return nil, err
	}
	plan := &Plan{}
	for i := range entries {
		plan.Steps = append(plan.Steps, c.step(&entries[i], o))
	}
	slices.SortStableFunc(plan.Steps, func(a, b Step) int {
		if a.Key != b.Key && a.Key < b.Key {
			return -1
		} else if a.Key != b.Key {
			return 1
		}
		return a.Line - b.Line
	})
	sum := sha256.New()
	for _, step := range plan.Steps {
		_ = json.NewEncoder(sum).Encode([]any{step.Key, step.Change, step.ReplacesOwn, step.text, step.Fields})
	}
	plan.Digest = hex.EncodeToString(sum.Sum(nil)[:16])
	return plan, nil
}

// step decides about one entry.
func (c *Catalog) step(one *imported, o ImportOptions) Step {
	s := Step{Key: one.key, Line: one.line, Change: Refused, Ignored: one.ignored, Problems: one.problems}
	if one.node == nil {
		return s
	}
	members, lines := one.members()
	s.Problems = capped(one.problems)
	if members == nil {
		return s
	}
	present, known := c.Get(one.key)
	var before Params
	if known {
		if err := json.Unmarshal(present.wire, &before); err != nil {
			return s
		}
		members = present.keepOwn(members, before, o.Texts)
	}
	wire, err := wireOf(members)
	if err == nil {
		s.text, err = renderWire(wire)
	}
	p, err2 := decodeProvider(one.key, wire)
	if err := errors.Join(err, err2); err != nil {
		s.Problems = append(s.Problems, Problem{Line: one.line, Message: "The entry cannot be read as a provider: " + err.Error() + "."})
		return s
	}
	s.DisplayName, s.AuthMode = p.DisplayName, p.AuthMode
	s.Problems = capped(append(s.Problems, checkProvider(p, lines.from(one.line))...))
	if len(onlyErrors(s.Problems)) > 0 {
		return s
	}
	s.compare(before, members, known)
	if s.Change != Same {
		s.NewDestinations = newTo(present, p)
		_, s.ReplacesOwn = c.current.Load().origins[one.key]
	}
	return s
}

func newTo(present, next *Provider) []string {
	var known []string
	if present != nil {
		known = present.Destinations()
	}
	return slices.DeleteFunc(next.Destinations(), func(origin string) bool { return slices.Contains(known, origin) })
}

// compare lists the members that differ.
func (s *Step) compare(before, after Params, known bool) {
	if !known {
		s.Change = Added
		return
	}
	old, next := flatten(withoutAdditions(before)), flatten(withoutAdditions(after))
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if next[name] != old[name] {
			s.Fields = append(s.Fields, FieldChange{Field: name, From: old[name], To: next[name]})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(next)) {
		if _, had := old[name]; !had {
			s.Fields = append(s.Fields, FieldChange{Field: name, To: next[name]})
		}
	}
	slices.SortFunc(s.Fields, func(a, b FieldChange) int {
		if a.Field < b.Field {
			return -1
		}
		return 1
	})
	s.Change = Same
	if len(s.Fields) > 0 {
		s.Change = Changed
	}
}

// flatten maps every member to its JSON by its dotted path. Lists are one value; so is an empty object.
func flatten(members Params) map[string]string {
	out := map[string]string{}
	var walk func(string, Params)
	walk = func(path string, members Params) {
		for _, member := range members {
			if object, ok := member.Value.(Params); ok && len(object) > 0 {
				walk(join(path, member.Name), object)
				continue
			}
			text, err := encodeJSON(member.Value)
			if err != nil {
				continue // values read from JSON or YAML can be written
			}
			out[join(path, member.Name)] = string(text)
		}
	}
	walk("", members)
	return out
}

// Apply writes the overlay files of a plan's added and changed providers, of the named keys or of all, and takes them into
// use together. A file of the user that is replaced stays beside it, under the same name with ".before-import" behind.
// It returns the keys written. Faults: overlay_failed, after which what is written stays written.
func (c *Catalog) Apply(plan *Plan, keys ...string) ([]string, error) {
	if c.dir == "" {
		return nil, fault.New(fault.Invalid, CodeNoOverlay, "This catalog has no folder for providers of your own.")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var written []string
	for _, step := range plan.Steps {
		if step.Change != Added && step.Change != Changed || len(keys) > 0 && !slices.Contains(keys, step.Key) {
			continue
		}
		if err := c.replace(step); err != nil {
			c.announce(c.reload())
			return written, err
		}
		written = append(written, step.Key)
	}
	c.announce(c.reload())
	return written, nil
}

func (c *Catalog) replace(step Step) error {
	_, name, err := c.stored(step.Key)
	if err != nil {
		return err
	}
	if name != "" {
		if err := os.Rename(name, name+".before-import"); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return overlayFault(name, "kept", err)
		}
	}
	return c.writeFile(filepath.Join(c.dir, step.Key+".yaml"), step.text)
}
