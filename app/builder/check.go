package builder

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path"
	"strings"

	"github.com/tidwall/gjson"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/functions"
	"patchbay/app/nango"
	"patchbay/app/script/bundle"
)

// compile makes a function of a draft beside copies of the folder's files, and checks its types. What is found are errors only, with
// the draft's name as the file; the function is nil when it does not compile.
func (s *Service) compile(ctx context.Context, in Request, code string) (*compile.Function, []bundle.Diagnostic, error) {
	files := map[string]string{}
	if p := s.Folder.Project(); p != nil {
		maps.Copy(files, p.Files)
	}
	files[in.file()] = code
	dir, err := os.MkdirTemp("", "patchbay-draft-")
	if err != nil {
		return nil, nil, noPlace(err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // the system clears what stays
	if err := writeFiles(dir, files); err != nil {
		return nil, nil, noPlace(err)
	}
	f, found := s.Compiler.As(ctx, os.DirFS(dir), in.file(), in.Integration)
	if f != nil {
		found = append(found, s.Compiler.CheckTypes(ctx, &compile.Project{Files: files,
			Entries: []compile.Entry{{File: in.file(), Integration: in.Integration, Name: in.Name}}})...)
		if f.Type != in.Type {
			found = append(found, *refuse("wrong_type", "The file makes a function of the type "+string(f.Type)+", not "+string(in.Type)+"."))
		}
	}
	wrong := []bundle.Diagnostic{}
	for _, d := range found {
		if d.Severity == bundle.SeverityError {
			wrong = append(wrong, d)
		}
	}
	return f, wrong, ctx.Err()
}

func noPlace(cause error) error {
	return fault.New(fault.Unavailable, "server_error", "There is no place to compile the draft in.").
		WithHint("Check the free space of the folder for temporary files.").WithCause(cause)
}

func writeFiles(dir string, files map[string]string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }() // nothing was written through it
	for name, text := range files {
		if err := root.MkdirAll(path.Dir(name), 0o700); err != nil {
			return err
		}
		if err := root.WriteFile(name, []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// maxOutput is how much of a dry run's output is shown, in bytes.
const maxOutput = 8 << 10

// try runs a draft dry. A write that was refused is no mistake of the draft: the user did not allow it.
func (s *Service) try(ctx context.Context, in Request, f *compile.Function) (Trial, error) {
	input := in.Input
	if input == nil && f.Type == compile.Action && f.Input != "" {
		input = s.Example(definition(f.JSONSchema, f.Input))
	}
	run, err := s.Functions.DryRun(ctx, functions.DryRunInput{EnvironmentID: in.EnvironmentID, Integration: in.Integration, Connection: in.Connection,
		Name: f.Name, Type: f.Type, Function: f, Input: input, Options: nango.DryRun{Validate: true, ReadOnly: !in.AllowWrites}})
	if err != nil {
		return Trial{}, err
	}
	id := run.ID
	if run, err = s.Functions.Wait(ctx, in.EnvironmentID, id); err != nil {
		return Trial{}, errors.Join(err, s.Functions.Cancel(context.WithoutCancel(ctx), in.EnvironmentID, id))
	}
	return s.trial(f, run), nil
}

func (s *Service) trial(f *compile.Function, run functions.Run) Trial {
	t := Trial{RunID: run.ID, State: string(run.State), Output: s.output(f, run)}
	switch {
	case run.State == functions.Succeeded:
	case run.Error != nil && run.Error.Type == nango.TypeWriteRefused:
		t.Note = run.Error.Message + " What comes after it was not tried."
	case run.Error != nil:
		t.Problem = s.Redactor.Text(strings.TrimSpace(run.Error.Type + ": " + run.Error.Message + " " + string(run.Error.Upstream) + " " + string(run.Error.Additional)))
	default:
		t.Problem = "The dry run did not end well: " + string(run.State) + "."
	}
	return t
}

// output is what came out, redacted; nil when that is too long to be shown or not JSON any more.
func (s *Service) output(f *compile.Function, run functions.Run) json.RawMessage {
	out := run.Output
	if f.Type == compile.Sync && run.DryResult != nil {
		out, _ = json.Marshal(run.DryResult) // it was read from JSON
	}
	text := s.Redactor.Text(string(out))
	if len(text) > maxOutput || !json.Valid([]byte(text)) {
		return nil
	}
	return json.RawMessage(text)
}

// definition finds a model's schema by its name.
func definition(schema json.RawMessage, model string) json.RawMessage {
	return json.RawMessage(gjson.GetBytes(schema, "definitions").Map()[model].Raw)
}
