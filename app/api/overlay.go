package api

import (
	"patchbay/app/catalog"
	"patchbay/app/fault"
)

// OverlayView is the folder of the user's own provider files.
type OverlayView struct {
	Folder   string           `json:"folder"`
	Files    []ProviderOrigin `json:"files"`
	Problems []FileProblem    `json:"problems" jsonschema:"what is wrong with the folder or a file in it, warnings included"`
}

// OverlayEntry wraps the folder.
type OverlayEntry struct {
	Data OverlayView `json:"data"`
}

// ProviderOrigin tells where a provider's present entry comes from.
type ProviderOrigin struct {
	Provider    string        `json:"provider"`
	Source      string        `json:"source" jsonschema:"built_in, overlay, last_good (its file has a mistake) or nothing"`
	BuiltIn     bool          `json:"built_in" jsonschema:"Patchbay ships a provider of this key"`
	File        string        `json:"file,omitempty" jsonschema:"the user's own file"`
	Problems    []FileProblem `json:"problems"`
	Unconfirmed []string      `json:"unconfirmed" jsonschema:"places the file would send credentials to; connections wait until the user confirms them"`
}

// FileProblem is one thing wrong with a provider file.
type FileProblem struct {
	File    string `json:"file"`
	Line    int    `json:"line" jsonschema:"from 1; 0 for the whole file"`
	Message string `json:"message"`
	Warning bool   `json:"warning" jsonschema:"worth telling, but the file is used"`
}

// OverlayFile is the text of one provider file, stored or about to be.
type OverlayFile struct {
	Provider string `json:"provider"`
	File     string `json:"file"`
	Stored   bool   `json:"stored"`
	Text     string `json:"text"`
	Version  string `json:"version" jsonschema:"of the stored text; to be sent back with a change"`
}

// OverlayFileEntry wraps a file.
type OverlayFileEntry struct {
	Data OverlayFile `json:"data"`
}

// FileCheck is what is wrong with a text.
type FileCheck struct {
	Problems []FileProblem `json:"problems"`
}

type overlayText struct {
	Text    string `json:"text" rule:"max=262144"`
	Version string `json:"version,omitempty"`
}

type checkedText struct {
	Text string `json:"text" rule:"max=1048576"`
}

type confirmedDestinations struct {
	Destinations []string `json:"destinations"`
}

func (s *Server) getOverlay(c *call, _ none) (OverlayEntry, error) {
	view := OverlayView{Folder: s.catalog.OverlayDir(), Files: []ProviderOrigin{}, Problems: fileProblems(s.catalog.Problems())}
	for _, key := range s.catalog.Overlaid() {
		origin, err := s.providerOrigin(c, key)
		if err != nil {
			return OverlayEntry{}, err
		}
		view.Files = append(view.Files, origin)
	}
	return OverlayEntry{Data: view}, nil
}

func (s *Server) providerOrigin(c *call, key string) (ProviderOrigin, error) {
	o, _ := s.catalog.Origin(key)
	view := ProviderOrigin{Provider: key, Source: string(o.Source), BuiltIn: o.BuiltIn, File: o.File, Problems: fileProblems(o.Problems), Unconfirmed: []string{}}
	if _, known := s.catalog.Get(key); !known {
		return view, nil
	}
	open, err := s.connect.Unconfirmed(c.ctx(), key)
	view.Unconfirmed = orEmpty(open)
	return view, err
}

func fileProblems(problems []catalog.Problem) []FileProblem {
	out := make([]FileProblem, 0, len(problems))
	for _, p := range problems {
		out = append(out, FileProblem{File: p.File, Line: p.Line, Message: p.Message, Warning: p.Warning})
	}
	return out
}

func overlayFile(d catalog.Draft) OverlayFileEntry {
	return OverlayFileEntry{Data: OverlayFile{Provider: d.Key, File: d.File, Stored: d.Stored, Text: d.Text, Version: d.Version}}
}

// getOverlayFile answers the user's file, or the text that one would start with.
func (s *Server) getOverlayFile(c *call, _ none) (OverlayFileEntry, error) {
	d, err := s.catalog.Draft(c.params["provider"])
	return overlayFile(d), err
}

func (s *Server) saveOverlayFile(c *call, _ none, b overlayText) (OverlayFileEntry, error) {
	d, err := s.catalog.Save(catalog.Draft{Key: c.params["provider"], Text: b.Text, Version: b.Version})
	return overlayFile(d), err
}

// copyOverlayFile puts the provider's present entry into the folder; a file that is there already stays as it is.
func (s *Server) copyOverlayFile(c *call, _ none, _ none) (OverlayFileEntry, error) {
	if _, err := s.provider(c.params["provider"]); err != nil {
		return OverlayFileEntry{}, err
	}
	d, err := s.catalog.Draft(c.params["provider"])
	if err == nil && !d.Stored {
		d, err = s.catalog.Save(d)
	}
	return overlayFile(d), err
}

func (s *Server) checkOverlayFile(c *call, _ none, b checkedText) (FileCheck, error) {
	return FileCheck{Problems: fileProblems(catalog.CheckText(c.params["provider"], []byte(b.Text)))}, nil
}

// deleteOverlayFile answers what was deleted, so that it can be brought back.
func (s *Server) deleteOverlayFile(c *call, _ none) (OverlayFileEntry, error) {
	d, err := s.catalog.Remove(c.params["provider"])
	return overlayFile(d), err
}

func (s *Server) confirmDestinations(c *call, _ none, b confirmedDestinations) (ProviderOrigin, error) {
	key := c.params["provider"]
	if len(b.Destinations) == 0 {
		return ProviderOrigin{}, fault.New(fault.Invalid, "invalid_body", "Name the destinations to confirm.")
	}
	if err := s.connect.ConfirmDestinations(c.ctx(), c.env.ID, key, b.Destinations); err != nil {
		return ProviderOrigin{}, err
	}
	return s.providerOrigin(c, key)
}
