package desktop

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"patchbay/app/fault"
)

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

func (b *Bridge) recover(err *error) {
	if cause := recover(); cause != nil {
		b.window.o.Log.Error("bridge call panicked", "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
		*err = fault.New(fault.Internal, "server_error", "Patchbay failed at something it should manage.")
	}
}
