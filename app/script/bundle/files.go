package bundle

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"patchbay/app/fault"
)

// Bounds of what is read for one function. They keep a hostile folder from filling memory, and esbuild's recursive parser
// from running out of stack, which would end the program.
const (
	maxFile  = 512 << 10 // bytes of one file of code
	maxData  = 8 << 20   // bytes of one JSON file, such as a list that a function looks things up in
	maxFiles = 2000      // files of one function
	maxTotal = 256 << 20 // bytes of all files of a project
	maxDepth = 500       // open brackets
	maxChain = 16 << 10  // bytes without any of ; { }, as in !!!!… or a=>a=>a=>…
	maxLinks = 16        // symbolic links followed for one path
	maxFound = 50        // problems told of one file
)

// errOutside says that a path, or a link on it, leaves the project folder.
var errOutside = errors.New("leaves the project folder")

// Source reads files of a project folder: nothing outside of it, also not through symbolic links, and no more than the
// bounds. A Source reads each file once; it may be used by several goroutines.
type Source struct {
	root fs.FS

	mu    sync.Mutex
	files map[string]string
	kinds map[string]fs.FileMode // what stat said; a missing file is kept as fs.ModeIrregular
	total int
}

// NewSource reads below root, whose paths use "/" and start at the project folder.
func NewSource(root fs.FS) *Source {
	return &Source{root: root, files: map[string]string{}, kinds: map[string]fs.FileMode{}}
}

// Read gives a file's text. The fault says what is wrong with the file: outside, too large, too many, too deep.
func (s *Source) Read(name string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if text, ok := s.files[name]; ok {
		return text, nil
	}
	real, err := s.follow(name)
	if err != nil {
		return "", refused(name, err)
	}
	text, err := s.read(name, real)
	if err != nil {
		return "", err
	}
	s.total += len(text)
	s.files[name] = text
	return text, nil
}

// read reads a file within the bounds.
func (s *Source) read(name, real string) (string, error) {
	info, err := fs.Stat(s.root, real)
	switch {
	case err != nil:
		return "", refused(name, err)
	case info.Size() > limitOf(name):
		return "", fault.New(fault.TooLarge, "file_too_large", fmt.Sprintf("The file %s is larger than %d kB.", name, limitOf(name)>>10)).
			WithHint("Move data to a JSON file of at most 8 MB, or fetch it when the function runs.")
	case s.total+int(info.Size()) > maxTotal:
		return "", fault.New(fault.TooLarge, "project_too_large", fmt.Sprintf("The functions of the project have more than %d MB of code.", maxTotal>>20)).
			WithHint("Split the project.")
	}
	raw, err := fs.ReadFile(s.root, real)
	if err != nil {
		return "", refused(name, err)
	}
	text := strings.TrimPrefix(string(raw), "\ufeff")
	if tooDeep(name, text) {
		return "", fault.New(fault.Invalid, "nested_too_deep", fmt.Sprintf("The code in %s is nested too deep, or one statement of it is too long.", name)).
			WithHint("Split it into smaller pieces.")
	}
	return text, nil
}

func isData(name string) bool { return path.Ext(name) == ".json" }

func limitOf(name string) int64 {
	if isData(name) {
		return maxData
	}
	return maxFile
}

// Has reports whether the name is a file of the folder.
func (s *Source) Has(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if mode, ok := s.kinds[name]; ok {
		return mode.IsRegular()
	}
	mode := fs.ModeIrregular
	if real, err := s.follow(name); err == nil {
		if info, err := fs.Stat(s.root, real); err == nil {
			mode = info.Mode()
		}
	}
	s.kinds[name] = mode
	return mode.IsRegular()
}

// follow resolves the symbolic links on a path by hand, so that none leads out of the folder, whatever the file system
// behind root would allow.
func (s *Source) follow(name string) (string, error) {
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\\\x00") {
		return "", errOutside
	}
	links, ok := s.root.(fs.ReadLinkFS)
	if !ok {
		return name, nil
	}
	done, todo := ".", strings.Split(name, "/")
	for followed := 0; len(todo) > 0; {
		next := path.Join(done, todo[0])
		todo = todo[1:]
		info, err := links.Lstat(next)
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			done = next
			continue
		}
		target, err := links.ReadLink(next)
		if followed++; err != nil || followed > maxLinks || path.IsAbs(target) {
			return "", errOutside
		}
		target = path.Join(done, strings.ReplaceAll(target, "\\", "/"))
		if !fs.ValidPath(target) {
			return "", errOutside
		}
		done, todo = ".", append(strings.Split(target, "/"), todo...)
	}
	return done, nil
}

func refused(name string, err error) error {
	switch {
	case errors.Is(err, errOutside):
		return fault.New(fault.Invalid, "outside_project", fmt.Sprintf("The file %s %s.", name, errOutside)).
			WithHint("Functions import files of their own folder. Links out of it are not followed.").WithCause(err)
	case errors.Is(err, fs.ErrNotExist):
		return fault.New(fault.NotFound, "file_not_found", fmt.Sprintf("There is no file %s.", name)).WithCause(err)
	}
	return fault.New(fault.Unavailable, "file_unreadable", fmt.Sprintf("The file %s cannot be read.", name)).WithCause(err)
}

// tooDeep counts brackets, and how far statements of code reach, without understanding the text: enough to keep a recursive
// parser within its stack.
func tooDeep(name, text string) bool {
	if isData(name) {
		return dataTooDeep(text)
	}
	depth, chain := 0, 0
	for i := range len(text) {
		chain++
		switch text[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(0, depth-1)
		}
		switch text[i] {
		case ';', '{', '}':
			chain = 0
		}
		if depth > maxDepth || chain > maxChain {
			return true
		}
	}
	return false
}

// dataTooDeep counts the brackets of JSON outside of its strings. Only they make its parser recurse.
func dataTooDeep(text string) bool {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[', c == '{':
			depth++
		case c == ']', c == '}':
			depth = max(0, depth-1)
		}
		if depth > maxDepth {
			return true
		}
	}
	return false
}
