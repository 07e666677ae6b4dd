package mcpserver

import (
	"context"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/aymanbagabas/go-udiff"

	"patchbay/app/fault"
	"patchbay/app/logs"
)

// folderTools read, write and compile the open functions folder.
func folderTools() []tool {
	return []tool{
		define(facts{name: "functions_compile", title: "Compile the functions folder", scopes: []string{"environment:functions:compile"}, reads: true,
			description: "Wait until the open folder is compiled and its types are checked, and tell what is wrong. Patchbay compiles after every change of a file."}, compileFolder),
		define(facts{name: "files_list", title: "List files", scopes: []string{"environment:functions:read"}, reads: true,
			description: "List the files of the open functions folder."}, listFiles),
		define(facts{name: "file_read", title: "Read a file", scopes: []string{"environment:functions:read"}, reads: true,
			description: "Read one file of the open functions folder. Its hash is needed to write it."}, readFile),
		define(facts{name: "file_write", title: "Write a file", scopes: []string{"environment:deploy"},
			description: "Write one file of the open functions folder. The user is asked first. An existing file needs the hash that file_read told as base."}, writeFile),
	}
}

type (
	diagnostic struct {
		File     string `json:"file"`
		Line     int    `json:"line"`
		Column   int    `json:"column"`
		Severity string `json:"severity"`
		Source   string `json:"source"`
		Code     string `json:"code"`
		Message  string `json:"message"`
		Hint     string `json:"hint,omitempty"`
	}
	compiled struct {
		Folder       string       `json:"folder"`
		State        string       `json:"state" jsonschema:"ready, broken, compiling or checking"`
		Functions    int          `json:"functions"`
		Errors       int          `json:"errors"`
		Warnings     int          `json:"warnings"`
		TypesChecked bool         `json:"types_checked"`
		Diagnostics  []diagnostic `json:"diagnostics"`
	}
	fileEntry struct {
		Path       string `json:"path"`
		Size       int64  `json:"size"`
		ModifiedAt string `json:"modified_at"`
		Kind       string `json:"kind"`
	}
	fileList struct {
		Files []fileEntry `json:"files"`
	}
	fileArgs struct {
		Path string `json:"path" jsonschema:"from the folder, with slashes"`
	}
	fileText struct {
		Path string `json:"path"`
		Text string `json:"text"`
		Hash string `json:"hash"`
	}
	writeArgs struct {
		Path string `json:"path" jsonschema:"from the folder, with slashes"`
		Text string `json:"text" jsonschema:"the whole new text"`
		Base string `json:"base,omitempty" jsonschema:"the hash that file_read told; left out for a new file"`
	}
	written struct {
		Path string `json:"path"`
		Hash string `json:"hash"`
	}
)

const (
	compilePatience = 40 * time.Second
	compilePoll     = 200 * time.Millisecond
)

// compileFolder waits for the compile that is under way, and says how it went.
func compileFolder(ctx context.Context, s *session, _ nothing) (compiled, error) {
	late := time.NewTimer(compilePatience)
	defer late.Stop()
	next := time.NewTicker(compilePoll)
	defer next.Stop()
	for {
		now, err := s.folder(ctx)
		if err != nil || now.State == "broken" || now.State == "ready" && now.TypesChecked {
			return now, err
		}
		select {
		case <-ctx.Done():
			return compiled{}, ctx.Err()
		case <-late.C:
			return now, nil
		case <-next.C:
		}
	}
}

// folder is the open folder as it is now. Fault: no_project.
func (s *session) folder(ctx context.Context) (compiled, error) {
	var project struct {
		Data struct {
			compiled
			Open bool   `json:"open"`
			Dir  string `json:"dir"`
		} `json:"data"`
	}
	if err := s.client.get(ctx, "/patchbay/project", nil, &project); err != nil {
		return compiled{}, err
	}
	if !project.Data.Open {
		return compiled{}, fault.New(fault.Conflict, "no_project", "No functions folder is open.").
			WithHint("Ask the user to open one on the Functions page of Patchbay.")
	}
	var found struct {
		Data         []diagnostic `json:"data"`
		TypesChecked bool         `json:"types_checked"`
	}
	if err := s.client.get(ctx, "/patchbay/project/diagnostics", nil, &found); err != nil {
		return compiled{}, err
	}
	now := project.Data.compiled
	now.Folder, now.Diagnostics, now.TypesChecked = project.Data.Dir, found.Data, found.TypesChecked
	return now, nil
}

func listFiles(ctx context.Context, s *session, _ nothing) (fileList, error) {
	var got struct {
		Data []fileEntry `json:"data"`
	}
	if err := s.client.get(ctx, "/patchbay/project/files", nil, &got); err != nil {
		return fileList{}, err
	}
	return fileList{slices.DeleteFunc(got.Data, func(f fileEntry) bool { return hidden(f.Path) })}, nil
}

// hidden reports whether a path leads to a file that is not for assistants: settings of tools, .env files, and what lies
// outside of the folder.
func hidden(path string) bool {
	return !fs.ValidPath(path) || slices.ContainsFunc(strings.Split(path, "/"), func(part string) bool { return strings.HasPrefix(part, ".") || part == "node_modules" })
}

func refuseHidden(path string) error {
	if hidden(path) {
		return fault.New(fault.Forbidden, "invalid_path", "The file "+path+" is not for assistants.").
			WithHint("Name a path from the folder, with slashes. What begins with a dot, and node_modules, stays closed.")
	}
	return nil
}

func readFile(ctx context.Context, s *session, in fileArgs) (out fileText, err error) {
	if err := refuseHidden(in.Path); err != nil {
		return out, err
	}
	return out, s.client.get(ctx, "/patchbay/project/file", url.Values{"path": {in.Path}}, &out)
}

func writeFile(ctx context.Context, s *session, in writeArgs) (out written, err error) {
	if err := refuseHidden(in.Path); err != nil {
		return out, err
	}
	if strings.Contains(in.Text, logs.Mask) {
		return out, fault.New(fault.Invalid, "masked_text", "The text holds "+logs.Mask+", which stands for a secret that file_read did not tell.").
			WithHint("Ask the user to make this change.")
	}
	now, err := s.folder(ctx)
	if err != nil {
		return out, err
	}
	old, err := s.writable(ctx, in)
	if err != nil {
		return out, err
	}
	effect := Effect{Kind: "file", Summary: "Make the file " + in.Path + " in " + now.Folder, Detail: in.Text, Covers: "writing files in " + now.Folder}
	if in.Base != "" {
		effect.Summary = "Replace the file " + in.Path + " in " + now.Folder
		effect.Changes = udiff.Unified("now", "after", old, in.Text)
	}
	if err := s.consent(ctx, effect); err != nil {
		return out, err
	}
	return out, s.client.call(ctx, http.MethodPut, "/patchbay/project/file", in, &out)
}

// writable returns the text that writing replaces, or the fault that it would have as the file is now, so that the user is
// not asked in vain. Faults: file_exists, file_changed.
func (s *session) writable(ctx context.Context, in writeArgs) (old string, err error) {
	var now fileText
	err = s.client.get(ctx, "/patchbay/project/file", url.Values{"path": {in.Path}}, &now)
	missing := fault.HasCode(err, "not_found")
	switch {
	case missing && in.Base == "":
		return "", nil
	case missing:
		return "", fault.New(fault.Conflict, "file_changed", "The file "+in.Path+" was deleted meanwhile.").WithHint("Leave base out to make it anew.")
	case err != nil:
		return "", err
	case in.Base == "":
		return "", fault.New(fault.Conflict, "file_exists", "The file "+in.Path+" exists already.").WithHint("Read it with file_read, and give its hash as base.")
	case now.Hash != in.Base:
		return "", fault.New(fault.Conflict, "file_changed", "The file "+in.Path+" is not the one that base names any more.").WithHint("Read it again with file_read.")
	}
	return now.Text, nil
}
