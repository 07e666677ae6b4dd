package desktop

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"patchbay/app/fault"
)

// maxSavedFile bounds what the page may hand over to be saved.
const maxSavedFile = 256 << 20

// Bridge is what the page can call: only what needs the window. Everything else goes through HTTP. Wails swallows
// a panic together with the page's promise, so each method answers with an error instead.
type Bridge struct{ window *Window }

// OpenBrowser shows an address in the user's own browser. Wails has one of its own, which refuses characters that
// authorize addresses may hold and knows no allow list.
func (b *Bridge) OpenBrowser(url string) (err error) {
	defer b.recover(&err)
	if b.window.o.OpenBrowser == nil {
		return errors.New("no browser opener")
	}
	return b.window.o.OpenBrowser(context.Background(), url)
}

// SaveFile asks where to save and writes the text there, for this user alone. It returns the path, "" when the
// user thought better of it.
func (b *Bridge) SaveFile(name, text string) (path string, err error) {
	defer b.recover(&err)
	if len(text) > maxSavedFile {
		return "", fault.New(fault.TooLarge, "file_too_large", "This is too large to be saved.")
	}
	b.window.do(func(ctx context.Context) {
		path, err = runtime.SaveFileDialog(ctx, runtime.SaveDialogOptions{
			Title: "Save", DefaultFilename: filepath.Base(name), CanCreateDirectories: true,
		})
	})
	if err != nil || path == "" {
		return "", err
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return "", fault.New(fault.Unavailable, "not_saved", "The file could not be written.").
			WithHint("Choose another folder.").WithCause(err)
	}
	return path, nil
}

func (b *Bridge) recover(err *error) {
	if cause := recover(); cause != nil {
		b.window.o.Log.Error("bridge call panicked", "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
		*err = fault.New(fault.Internal, "server_error", "Patchbay failed at something it should manage.")
	}
}
