package cli

import (
	"context"
	"errors"
	"testing"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// A command that holds the data folder for a moment does not keep the app from starting.
func TestServeWaitsForACommandThatHoldsTheFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	command, err := sqlite.LockFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	opened := errors.New("opened")
	tries := 0
	inv := &invocation{Program: Program{Open: func(context.Context, Settings) (App, error) {
		tries++
		if tries == 3 { // the command ends
			if err := command.Close(); err != nil {
				t.Error(err)
			}
		}
		folder, err := sqlite.LockFolder(dir)
		if err != nil {
			return nil, err
		}
		return nil, errors.Join(opened, folder.Close())
	}}}
	if _, err := inv.openOwn(t.Context(), Settings{DataDir: dir}); !errors.Is(err, opened) || tries != 3 {
		t.Errorf("after %d tries: %v", tries, err)
	}
	other, err := sqlite.LockFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	ctx, cancel := context.WithCancel(t.Context())
	inv.Open = func(context.Context, Settings) (App, error) {
		cancel()
		return nil, fault.New(fault.Conflict, "already_running", "Held.")
	}
	if _, err := inv.openOwn(ctx, Settings{DataDir: dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("an interrupted start ends with %v", err)
	}
}
