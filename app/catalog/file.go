package catalog

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

// Problem is one thing wrong with a catalog file. Line is 1-based, 0 when it concerns the whole file.
type Problem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Message string `json:"message"`
	Warning bool   `json:"warning"` // worth telling, but the provider is used
}

// String is the problem as compilers print theirs: file:line: message.
func (p Problem) String() string {
	if p.Line == 0 {
		return p.File + ": " + p.Message
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message)
}

// Limits of a catalog file. The largest built-in one has 40 kB.
const (
	maxFileSize  = 256 << 10
	maxValueSize = 16 << 10
	maxDepth     = 12
	maxFiles     = 5000
	maxProblems  = 50 // told of one file
)

var keyPattern = regexp.MustCompile(`^[a-z0-9-]+$`)

// file is one catalog file that was read and found usable.
type file struct {
	key      string
	wire     json.RawMessage
	provider *Provider
}

func (f file) summary() Summary {
	p := f.provider
	return Summary{Key: f.key, DisplayName: p.DisplayName, AuthMode: p.AuthMode, Categories: p.Categories}
}

// fileSet is what a folder holds: the usable files by key, and all problems.
type fileSet struct {
	good     []file
	bad      []string          // keys whose file cannot be used
	names    map[string]string // key to the path of its file
	problems []Problem
	read     int
}

// Check reads a catalog file, or every catalog file of a folder, and returns all problems and the number of providers read.
// The error is set only when the path itself cannot be read.
func Check(name string) ([]Problem, int, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, 0, err
	}
	if info.IsDir() {
		set, err := readFolder(name)
		return set.problems, set.read, err
	}
	set, err := readFiles(os.DirFS(filepath.Dir(name)), filepath.Dir(name), filepath.Base(name))
	return set.problems, set.read, err
}

// readFolder reads the user's folder; a folder that does not exist is empty.
func readFolder(dir string) (fileSet, error) {
	set, err := readFiles(os.DirFS(dir), dir)
	if errors.Is(err, fs.ErrNotExist) {
		return fileSet{}, nil
	}
	return set, err
}

// readFiles reads the named files, or all catalog files, of a folder. where is put before the names in problems.
func readFiles(folder fs.FS, where string, names ...string) (fileSet, error) {
	if len(names) == 0 {
		found, err := catalogFiles(folder)
		if err != nil {
			return fileSet{}, err
		}
		names = found
	}
	set := fileSet{names: map[string]string{}}
	for _, name := range names {
		shown := filepath.Join(where, name)
		set.read++
		if set.read > maxFiles {
			set.problems = append(set.problems, Problem{File: where, Message: fmt.Sprintf("The folder has more than %d provider files; the rest is not read.", maxFiles)})
			break
		}
		one, problems := readFile(folder, name)
		first, taken := set.names[keyOf(name)]
		if taken {
			problems = append(problems, Problem{Message: "The provider " + keyOf(name) + " is already defined in " + filepath.Base(first) + "."})
		}
		problems = capped(problems)
		for i := range problems {
			problems[i].File = shown
		}
		set.problems = append(set.problems, problems...)
		if !taken {
			set.note(one, keyOf(name), shown, len(onlyErrors(problems)) == 0)
		}
	}
	sort.Slice(set.good, func(i, j int) bool { return set.good[i].key < set.good[j].key })
	return set, nil
}

// note files a file that was read under good or bad.
func (s *fileSet) note(one file, key, shown string, good bool) {
	s.names[key] = shown
	if good {
		s.good = append(s.good, one)
	} else if keyPattern.MatchString(key) {
		s.bad = append(s.bad, key)
	}
}

// catalogFiles lists the *.yaml and *.yml files of a folder, not of the folders in it.
func catalogFiles(folder fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		extension := path.Ext(entry.Name())
		if !entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") && (extension == ".yaml" || extension == ".yml") {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}

// keyOf is the provider key that a file name stands for.
func keyOf(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

func readFile(folder fs.FS, name string) (file, []Problem) {
	info, err := fs.Stat(folder, name)
	if err != nil {
		return file{}, []Problem{{Message: "The file cannot be read: " + err.Error() + "."}}
	}
	if info.Size() > maxFileSize || !info.Mode().IsRegular() {
		return file{}, []Problem{tooLarge()}
	}
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return file{}, []Problem{{Message: "The file cannot be read: " + err.Error() + "."}}
	}
	return parseNamed(keyOf(name), data)
}

func tooLarge() Problem {
	return Problem{Message: fmt.Sprintf("A provider file must be a plain file of at most %d kB.", maxFileSize>>10)}
}

// parseNamed is parseFile for a key and a text from outside.
func parseNamed(key string, data []byte) (file, []Problem) {
	switch {
	case !keyPattern.MatchString(key):
		return file{}, []Problem{{Message: "The file name must be the provider key: small letters, digits and hyphens, then .yaml."}}
	case len(data) > maxFileSize:
		return file{}, []Problem{tooLarge()}
	}
	return parseFile(key, data)
}

// parseFile turns one YAML document into a provider and its wire form.
func parseFile(key string, data []byte) (file, []Problem) {
	doc, problems := readDocument(data)
	if len(onlyErrors(problems)) > 0 {
		return file{}, problems
	}
	wire, err := doc.wire()
	if err != nil {
		return file{}, append(problems, Problem{Message: "The file cannot be turned into JSON: " + err.Error() + "."})
	}
	provider, err := decodeProvider(key, wire)
	if err != nil {
		return file{}, append(problems, Problem{Message: "The file cannot be read as a provider: " + err.Error() + "."})
	}
	problems = append(problems, checkProvider(provider, doc.lines)...)
	sort.SliceStable(problems, func(i, j int) bool { return problems[i].Line < problems[j].Line })
	return file{key: key, wire: wire, provider: provider}, problems
}

// capped keeps the first problems of a file; a file that is no provider at all has thousands.
func capped(problems []Problem) []Problem {
	if len(problems) <= maxProblems {
		return problems
	}
	more := Problem{Message: fmt.Sprintf("There are %d more problems in this file.", len(problems)-maxProblems)}
	return append(problems[:maxProblems:maxProblems], more)
}

func onlyErrors(problems []Problem) []Problem {
	var out []Problem
	for _, problem := range problems {
		if !problem.Warning {
			out = append(out, problem)
		}
	}
	return out
}
