package compile

import (
	"fmt"
	"slices"

	"patchbay/app/script/bundle"
)

// claims are the names that functions of one integration have taken.
type claims struct {
	models, endpoints, actionEndpoints, actionModels, functions map[string]string // name → file
}

// unique refuses a function that takes a model or an endpoint of an earlier one in its integration, as the official compiler
// does. What only a server would stumble on is a warning.
func unique(results []compiled) {
	taken := map[string]*claims{}
	// Syncs first: actions are compared with the syncs of the whole integration.
	for _, kind := range []Type{Sync, Action, OnEvent} {
		for i := range results {
			r := &results[i]
			if r.function == nil || r.function.Type != kind {
				continue
			}
			c := taken[r.function.Integration]
			if c == nil {
				c = &claims{map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}}
				taken[r.function.Integration] = c
			}
			if found := c.take(r); len(found) > 0 {
				r.found = append(slices.Clip(r.found), found...)
				if slices.ContainsFunc(found, func(d bundle.Diagnostic) bool { return d.Severity == bundle.SeverityError }) {
					r.function = nil
				}
			}
		}
	}
}

func (c *claims) take(r *compiled) []bundle.Diagnostic {
	var found []bundle.Diagnostic
	f := r.function
	note := func(severity, property, code, message, hint string) {
		found = append(found, at(r.entry, r.bundled, severity, property, code, message, hint))
	}
	claim := func(of map[string]string, name string) (string, bool) {
		other, ok := of[name]
		if !ok {
			of[name] = f.File
		}
		return other, ok
	}
	if other, ok := claim(c.functions, string(f.Type)+" "+f.Name); ok {
		note(bundle.SeverityError, "", "duplicate_function", fmt.Sprintf("%s is a function of the same name and type: a server keeps one of them.", other), "Rename one of the files.")
	}
	switch f.Type {
	case Sync:
		for _, m := range f.UsedModels {
			if _, ok := claim(c.models, m); ok {
				note(bundle.SeverityError, "models."+m, "duplicate_model", fmt.Sprintf("Model %q is defined multiple times. Please make sure all models are unique per integration.", m), "")
			}
		}
		for _, e := range f.Endpoints {
			if other, ok := claim(c.endpoints, e.String()); ok && other != f.File {
				note(bundle.SeverityError, "endpoints", "duplicate_endpoint", usedTwice(e), "")
			}
		}
	case Action:
		c.takeAction(f, claim, note)
	}
	return found
}

// takeAction compares an action with the syncs; with other actions the official compiler does not, though a server keeps only
// one of two.
func (c *claims) takeAction(f *Function, claim func(map[string]string, string) (string, bool), note func(severity, property, code, message, hint string)) {
	for _, e := range f.Endpoints {
		if _, ok := c.endpoints[e.String()]; ok {
			note(bundle.SeverityError, "endpoint", "duplicate_endpoint", usedTwice(e), "")
		} else if other, ok := claim(c.actionEndpoints, e.String()); ok {
			note(bundle.SeverityWarning, "endpoint", "duplicate_endpoint", fmt.Sprintf("Endpoint %q is that of %s too; only one of them can be called by it.", e.String(), other), "Change one of the paths.")
		}
	}
	if other, ok := claim(c.actionModels, f.Input); ok {
		note(bundle.SeverityWarning, "", "model_collision", fmt.Sprintf("%s has the same model names: they leave out everything but letters and digits of the function's name.", other), "Rename one of the files so that they differ in letters or digits.")
	}
}
