package compile

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"

	"patchbay/app/script"
	"patchbay/app/script/bundle"
)

// Sent completes a function that was compiled elsewhere and deployed: from its bundle Server it makes the program that runs
// here, and reads what the sender does not tell. What the sender tells, such as models and schemas, stays as it is.
// Faults: those of bundle.Sent. A bundle that cannot be read as a function is no fault: it fails when it runs.
func (c *Compiler) Sent(ctx context.Context, f *Function) error {
	program, err := bundle.Sent(ctx, f.Integration, f.Name, f.Server)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(f.Server))
	f.Program, f.Hash, f.Inputs = program, hex.EncodeToString(sum[:]), []string{}
	f.File = f.Integration + "/" + folders[f.Type] + "/" + f.Name + ".ts"
	d, err := c.definer.alone(ctx, program, f.File)
	if err != nil || d.failure != nil {
		return err
	}
	f.HasWebhook = slices.Contains(d.Has, "onWebhook")
	if d.Checkpoint != "" {
		f.CheckpointSchema = json.RawMessage(d.Checkpoint)
	}
	return nil
}

// folders are where functions of each type lie.
var folders = map[Type]string{Sync: "syncs", Action: "actions", OnEvent: "on-events"}

// As compiles the function in a file that lies in no project folder, for the integration of that key. Nothing of it is
// remembered.
func (c *Compiler) As(ctx context.Context, root fs.FS, file, integration string) (*Function, []bundle.Diagnostic) {
	once := New(c.o)
	f, found := once.only(ctx, root, Entry{File: file, Integration: integration, Name: strings.TrimSuffix(path.Base(file), ".ts")})
	if f != nil {
		f.File = f.Integration + "/" + folders[f.Type] + "/" + f.Name + ".ts"
		f.Program = script.NewProgram(f.Name+"-"+f.Integration+".cjs", f.Program.Code)
	}
	return f, found
}
