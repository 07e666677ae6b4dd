package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/typedclient"
)

type functionsTypes struct {
	Dir string `arg:"" optional:"" type:"path" help:"The functions folder (default: --project, the current one, or the one that is open)."`
	Out string `short:"o" type:"path" placeholder:"FILE" help:"Write to this file; to standard output when left out."`
}

// Run compiles the folder and writes the client. A folder with errors gives none: functions would be missing from it.
func (c functionsTypes) Run(ctx context.Context, inv *invocation) error {
	_, root, err := inv.folderOrOpen(ctx, c.Dir)
	if err != nil {
		return err
	}
	return inv.compiled(ctx, root, func(f compiledFolder) error {
		if failed := errorsAmong(f.Diagnostics); failed > 0 {
			return fault.New(fault.Invalid, "compile_failed", fmt.Sprintf("The folder has %s, so the client would lack functions.", counted(failed, "error"))).
				WithHint("See them: patchbay functions compile --no-write")
		}
		return c.write(inv, f.Functions)
	})
}

// write prints the client, or puts it into the file.
func (c functionsTypes) write(inv *invocation, functions []*compile.Function) error {
	text, counts := typedclient.Generate(functions)
	if c.Out == "" && !inv.flags.JSON {
		_, err := fmt.Fprint(inv.Stdout, text)
		return err
	}
	if c.Out == "" {
		return inv.printValue(map[string]any{"source": text, "actions": counts.Actions, "models": counts.Models})
	}
	if err := writeWhole(c.Out, text); err != nil {
		return err
	}
	if inv.flags.JSON {
		return inv.printValue(map[string]any{"file": c.Out, "actions": counts.Actions, "models": counts.Models})
	}
	return inv.say("Wrote %s with %s and %s.", c.Out, counted(counts.Actions, "action"), counted(counts.Models, "model"))
}

// writeWhole replaces a file at once, so that a build that runs meanwhile never reads half of it.
func writeWhole(file, text string) error {
	refuse := func(err error) error {
		return fault.New(fault.Invalid, "cannot_write", "The file "+file+" cannot be written.").WithHint("Check that its folder exists and may be written to.").WithCause(err)
	}
	part, err := os.CreateTemp(filepath.Dir(file), ".patchbay-types-*")
	if err != nil {
		return refuse(err)
	}
	defer func() { _ = os.Remove(part.Name()) }() // gone already when all went well
	_, err = part.WriteString(text)
	if closed := part.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(part.Name(), 0o644) //nolint:gosec // a source file
	}
	if err == nil {
		err = os.Rename(part.Name(), file)
	}
	if err != nil {
		return refuse(err)
	}
	return nil
}
