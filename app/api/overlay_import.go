package api

import (
	"strings"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/text"
)

type providersImport struct {
	Text    string   `json:"text,omitempty" rule:"max=8388608"`
	Address string   `json:"address,omitempty" rule:"max=2048"`
	Texts   bool     `json:"texts,omitempty"`  // also names, titles, help and links of providers known already
	Apply   bool     `json:"apply,omitempty"`  // write what the plan says
	Digest  string   `json:"digest,omitempty"` // of the plan that was seen; applying needs it
	Only    []string `json:"only,omitempty"`   // keys; empty: all
}

// ImportPlan is what an import would do or has done.
type ImportPlan struct {
	Digest  string         `json:"digest" jsonschema:"to be sent back to apply this plan"`
	Counts  ImportCounts   `json:"counts"`
	Steps   []ImportChange `json:"steps" jsonschema:"one a provider, the same ones left out"`
	Applied []string       `json:"applied" jsonschema:"keys whose files were written"`
}

// ImportCounts says how many providers of the import are what.
type ImportCounts struct {
	Added   int `json:"added"`
	Changed int `json:"changed"`
	Same    int `json:"same"`
	Refused int `json:"refused"`
}

// ImportChange is one provider of the plan.
type ImportChange struct {
	Provider        string                `json:"provider"`
	DisplayName     string                `json:"display_name,omitempty"`
	AuthMode        string                `json:"auth_mode,omitempty"`
	Change          string                `json:"change" jsonschema:"added, changed or refused"`
	Line            int                   `json:"line"`
	Fields          []ProviderFieldChange `json:"fields"`
	Ignored         []string              `json:"ignored" jsonschema:"members that mean nothing here"`
	Problems        []FileProblem         `json:"problems"`
	NewDestinations []string              `json:"new_destinations" jsonschema:"places that credentials could reach and cannot now"`
	ReplacesOwn     bool                  `json:"replaces_own" jsonschema:"a file of the user is replaced; it is kept beside the new one"`
}

// ProviderFieldChange is one member that differs, as JSON.
type ProviderFieldChange struct {
	Field string `json:"field"`
	From  string `json:"from,omitempty"`
	To    string `json:"to,omitempty"`
}

// ImportPlanEntry wraps a plan.
type ImportPlanEntry struct {
	Data ImportPlan `json:"data"`
}

// importProviders plans the import of a file in the form of Nango's providers.yaml and, when asked, applies it: only
// the plan that the caller has seen.
func (s *Server) importProviders(c *call, _ none, b providersImport) (ImportPlanEntry, error) {
	text, err := s.importText(c, b)
	if err != nil {
		return ImportPlanEntry{}, err
	}
	plan, err := s.catalog.PlanImport(text, catalog.ImportOptions{Texts: b.Texts})
	if err != nil {
		return ImportPlanEntry{}, err
	}
	view := importPlan(plan)
	if b.Apply {
		if plan.Digest != b.Digest {
			return ImportPlanEntry{}, fault.New(fault.Conflict, "plan_changed", "The plan is not the one that was shown: the file or the catalog changed meanwhile.").
				WithHint("Look at the new plan, then apply it.")
		}
		if view.Applied, err = s.catalog.Apply(plan, b.Only...); err != nil {
			return ImportPlanEntry{}, err
		}
		view.Applied = orEmpty(view.Applied)
	}
	return ImportPlanEntry{Data: view}, nil
}

func (s *Server) importText(c *call, b providersImport) ([]byte, error) {
	switch {
	case (b.Text == "") == (b.Address == ""):
		return nil, fault.New(fault.Invalid, "invalid_body", "Give either the text of a file or the address of one.")
	case b.Text != "":
		return []byte(b.Text), nil
	case !strings.HasPrefix(b.Address, "https://"):
		return nil, fault.New(fault.Invalid, "insecure_address", "The address must start with https://: provider files decide where credentials go.")
	}
	return s.fetch(c.ctx(), b.Address, catalog.MaxImportSize)
}

func importPlan(plan *catalog.Plan) ImportPlan {
	view := ImportPlan{Digest: plan.Digest, Steps: []ImportChange{}, Applied: []string{}}
	const enough = 300 // of a long list of scopes
	for _, step := range plan.Steps {
		switch step.Change {
		case catalog.Added:
			view.Counts.Added++
		case catalog.Changed:
			view.Counts.Changed++
		case catalog.Refused:
			view.Counts.Refused++
		case catalog.Same:
			view.Counts.Same++
			continue
		}
		change := ImportChange{Provider: step.Key, DisplayName: step.DisplayName, AuthMode: string(step.AuthMode), Change: string(step.Change), Line: step.Line,
			Fields: []ProviderFieldChange{}, Ignored: orEmpty(step.Ignored), Problems: fileProblems(step.Problems), NewDestinations: orEmpty(step.NewDestinations), ReplacesOwn: step.ReplacesOwn}
		for _, f := range step.Fields {
			change.Fields = append(change.Fields, ProviderFieldChange{Field: f.Field, From: text.Shorten(f.From, enough), To: text.Shorten(f.To, enough)})
		}
		view.Steps = append(view.Steps, change)
	}
	return view
}
