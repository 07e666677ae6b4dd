// Package desktop is the window: the only importer of Wails.
package desktop

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"patchbay/app/event"
	"patchbay/app/fault"
)

// Options is what the window shows and what it may ask of the app. The zero value is enough to generate bindings.
type Options struct {
	// Handler answers everything the page asks for, pages included. It needs no key: only the window reaches it.
	Handler http.Handler
	// Bus brings the hints that the page gets as Wails events named "hint".
	Bus *event.Bus
	// StateFile remembers size and place of the window; "" remembers nothing.
	StateFile string
	// Notice is shown in a dialog once the window is open; "" shows none.
	Notice string
	// OpenBrowser shows an address in the user's browser, after its own checks.
	OpenBrowser func(ctx context.Context, url string) error
	Log         *slog.Logger
}

// Window is the one desktop window.
type Window struct {
	o      Options
	bridge *Bridge

	mu      sync.Mutex
	ctx     context.Context // from OnStartup; nil before and after. Wails ends the process when given any other
	hints   *event.Subscription
	bridged sync.WaitGroup
}

// New prepares a window; Run opens it.
func New(o Options) *Window {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Handler == nil {
		o.Handler = http.NotFoundHandler()
	}
	w := &Window{o: o}
	w.bridge = &Bridge{window: w}
	return w
}

// insistEvery is how often Run repeats the wish to end.
const insistEvery = time.Second

// Run opens the window and returns when it is closed; Wails closes it on SIGINT and SIGTERM. It must be called on the
// main goroutine. ctx ends with the same signals: one that comes before GTK's loop runs is lost, so Run repeats it.
func (w *Window) Run(ctx context.Context) error {
	if err := checkDisplay(); err != nil {
		return err
	}
	// Whoever sets these can read every page, so only our own test may (desktop pitfall 22).
	if os.Getenv("PATCHBAY_TEST") != "1" {
		for _, name := range []string{"WEBKIT_INSPECTOR_SERVER", "WEBKIT_INSPECTOR_HTTP_SERVER"} {
			_ = os.Unsetenv(name) // fails only for an impossible name
		}
	}
	done := make(chan struct{})
	defer close(done)
	defer context.AfterFunc(ctx, func() { w.insist(done) })()
	if err := wails.Run(w.options()); err != nil {
		return fault.New(fault.Unavailable, "window_failed", "The desktop window could not be opened.").
			WithHint("Run `patchbay serve` for the same pages in a browser.").WithCause(err)
	}
	return nil
}

// insist asks Wails to quit until done is closed.
func (w *Window) insist(done <-chan struct{}) {
	for {
		select {
		case <-done:
			return
		case <-time.After(insistEvery):
			w.do(runtime.Quit)
		}
	}
}

func (w *Window) options() *options.App {
	state := loadState(w.o.StateFile)
	start := options.Normal
	if state.Maximised {
		start = options.Maximised
	}
	return &options.App{
		Title: "Patchbay", Width: state.Width, Height: state.Height, MinWidth: minWidth, MinHeight: minHeight,
		WindowStartState:   start,
		BackgroundColour:   options.NewRGB(24, 24, 27),
		AssetServer:        &assetserver.Options{Handler: http.NotFoundHandler(), Middleware: w.middleware},
		Menu:               w.menu(),
		Logger:             wailsLog{w.o.Log},
		LogLevelProduction: logger.ERROR,
		Bind:               []any{w.bridge},
		OnStartup:          func(ctx context.Context) { w.started(ctx, state) },
		OnDomReady:         w.showNotice,
		OnBeforeClose:      w.saveState,
		OnShutdown:         func(context.Context) { w.stopped() },
		// Text fields need the menu with copy and paste.
		EnableDefaultContextMenu: true,
		// Some graphics drivers paint an empty window otherwise; this page needs none of their speed.
		Linux: &linux.Options{ProgramName: "patchbay", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
		Mac:   &mac.Options{About: &mac.AboutInfo{Title: "Patchbay", Message: "A desktop workbench for API integrations."}},
	}
}

// middleware asks our handler first. A panic in an asset handler would end the process, so it ends here.
func (w *Window) middleware(http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		defer func() {
			if cause := recover(); cause != nil {
				w.o.Log.Error("page request panicked", "path", r.URL.Path, "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
				rw.Header().Set("Content-Type", "application/json")
				rw.WriteHeader(http.StatusInternalServerError)
				_, _ = rw.Write([]byte(`{"error":{"code":"server_error","message":"Patchbay failed at something it should manage."}}`))
			}
		}()
		w.o.Handler.ServeHTTP(rw, r)
	})
}

func (w *Window) started(ctx context.Context, state state) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ctx = ctx
	if state.Placed {
		runtime.WindowSetPosition(ctx, state.X, state.Y)
	}
	// The page sends this when it has drawn its first frame.
	opened := time.Now()
	runtime.EventsOnce(ctx, "painted", func(...any) { w.o.Log.Debug("window painted", "after", time.Since(opened)) })
	if w.o.Bus == nil {
		return
	}
	w.hints = w.o.Bus.Subscribe()
	hints := w.hints.C
	w.bridged.Go(func() {
		for hint := range hints {
			w.do(func(ctx context.Context) { runtime.EventsEmit(ctx, "hint", hint) })
		}
	})
}

// showNotice tells what the user must know before working. It runs in a goroutine of Wails, so it may wait for the click.
func (w *Window) showNotice(ctx context.Context) {
	notice := w.o.Notice
	w.o.Notice = "" // the page may be reloaded
	if notice == "" {
		return
	}
	if _, err := runtime.MessageDialog(ctx, runtime.MessageDialogOptions{Type: runtime.InfoDialog, Title: "Patchbay", Message: notice}); err != nil {
		w.o.Log.Warn(notice, "error", err)
	}
}

func (w *Window) stopped() {
	w.mu.Lock()
	w.ctx = nil
	hints := w.hints
	w.mu.Unlock()
	if hints != nil {
		hints.Close()
	}
	w.bridged.Wait()
}

// do calls fn with the window's context, or not at all when there is no window.
func (w *Window) do(fn func(context.Context)) {
	w.mu.Lock()
	ctx := w.ctx
	w.mu.Unlock()
	if ctx != nil {
		fn(ctx)
	}
}

// Focus brings the window to the front; a second start of the program asks for it.
func (w *Window) Focus() {
	w.do(func(ctx context.Context) {
		runtime.WindowUnminimise(ctx)
		runtime.WindowShow(ctx)
	})
}

// wailsLog sends what Wails says to our log.
type wailsLog struct{ log *slog.Logger }

func (l wailsLog) Print(m string)   { l.log.Debug("wails", "message", m) }
func (l wailsLog) Trace(m string)   { l.log.Debug("wails", "message", m) }
func (l wailsLog) Debug(m string)   { l.log.Debug("wails", "message", m) }
func (l wailsLog) Info(m string)    { l.log.Debug("wails", "message", m) }
func (l wailsLog) Warning(m string) { l.log.Warn("wails", "message", m) }
func (l wailsLog) Error(m string)   { l.log.Error("wails", "message", m) }
func (l wailsLog) Fatal(m string)   { l.log.Error("wails", "message", m) }
