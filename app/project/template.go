package project

import (
	"maps"
	"slices"
	"strings"

	"patchbay/app/fault"
)

// Use copies ready-made files into the open folder and adds entry to index.ts. A file that is there with the same text is left
// alone; one with another text stops everything before the first is written (file_exists).
func (s *Service) Use(files map[string]string, entry string) ([]string, error) {
	f, err := s.current()
	if err != nil {
		return nil, err
	}
	names := slices.Sorted(maps.Keys(files))
	var missing []string
	for _, name := range names {
		if err := checkPath(name); err != nil {
			return nil, err
		}
		old, err := f.root.ReadFile(name)
		switch {
		case err != nil:
			missing = append(missing, name)
		case string(old) != files[name]:
			return nil, fault.New(fault.Conflict, "file_exists", "The project has another "+name+" already.").
				WithHint("Rename or delete that file first; nothing was changed.")
		}
	}
	for _, name := range missing {
		if err := writeFile(f.root, name, []byte(files[name])); err != nil {
			return nil, err
		}
	}
	return names, addImports(f.root, entry)
}

// Has reports whether the folder has a file with exactly this text.
func (s *Service) Has(name, text string) bool {
	p := s.Project()
	return p != nil && strings.TrimSpace(p.Files[name]) == strings.TrimSpace(text)
}
