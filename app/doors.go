package app

import (
	"cmp"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"

	"patchbay/app/api"
	"patchbay/app/fault"
	"patchbay/app/redirect"
	"patchbay/app/sqlite"
)

// bound is where the app listens.
type bound struct{ api, webhook *listeners }

// Addresses says where a listening app is reached.
type Addresses struct {
	API, Webhook string // such as http://localhost:3003
	Notice       string // a sentence for the user when a taken port was replaced; usually empty
}

func (a *App) listenAddresses() (main, webhook listenAddress, err error) {
	if main, err = parseAddress(cmp.Or(a.config.Addr, DefaultAddr), "--addr"); err != nil {
		return main, webhook, err
	}
	if webhook, err = parseAddress(cmp.Or(a.config.WebhookAddr, DefaultWebhookAddr), "--webhook-addr"); err != nil {
		return main, webhook, err
	}
	if main.port == webhook.port && main.port != 0 {
		return main, webhook, fault.New(fault.Invalid, "same_port", "--addr and --webhook-addr name the same port "+strconv.Itoa(main.port)+".").
			WithHint("Give each its own.")
	}
	return main, webhook, nil
}

func (a *App) httpsAddress() (listenAddress, error) {
	wanted, err := parseAddress(cmp.Or(a.config.HTTPSAddr, DefaultHTTPSAddr), "--https-addr")
	if err != nil {
		return wanted, err
	}
	main, webhook, err := a.listenAddresses()
	if err == nil && wanted.port != 0 && (wanted.port == main.port || wanted.port == webhook.port) {
		return wanted, fault.New(fault.Invalid, "same_port", "--https-addr names a port that another address has: "+strconv.Itoa(wanted.port)+".").
			WithHint("Give each its own.")
	}
	return wanted, err
}

// Listen opens the loopback port, the webhook port and the control socket, and publishes where they are.
func (a *App) Listen(ctx context.Context) (Addresses, error) {
	main, webhook, err := a.listenAddresses()
	if err != nil {
		return Addresses{}, err
	}
	var b bound
	if b.api, err = main.listen(ctx, a.config.FreePort); err != nil {
		return Addresses{}, err
	}
	if b.webhook, err = webhook.listen(ctx, a.config.FreePort); err != nil {
		_ = b.api.close() // nothing was served on it yet
		return Addresses{}, err
	}
	control, err := a.controlSocket(ctx)
	if err != nil {
		_ = b.api.close()
		_ = b.webhook.close()
		return Addresses{}, err
	}
	a.addresses.Store(&b)
	a.serve(ctx, a.api.Loopback(func() api.Addresses { return api.Addresses{Port: b.api.port} }), b.api.all...)
	a.serve(ctx, a.api.Webhooks(), b.webhook.all...)
	a.serve(ctx, a.control(), control)
	a.closers = append(a.closers, a.secure.stop)
	a.secure.start(ctx)
	if err := sqlite.CheckPlace(a.folder.Path()); err != nil {
		a.log.Warn("the data folder lies in a bad place", "why", err.Error()) // with its hint
	}
	return a.published(&b, main, control.Addr().String())
}

func (a *App) serve(ctx context.Context, handler http.Handler, all ...net.Listener) {
	a.closers = append(a.closers, openDoor(ctx, handler, a.log, all...).close)
}

func (a *App) published(b *bound, wanted listenAddress, socket string) (Addresses, error) {
	at := Addresses{API: b.api.url(), Webhook: b.webhook.url()}
	if wanted.port != 0 && wanted.port != b.api.port {
		at.Notice = "Port " + strconv.Itoa(wanted.port) + " is taken by another program, so Patchbay answers at " + at.API +
			" this time. Close that program and start Patchbay again to have the usual address back."
	}
	return at, a.folder.Publish(sqlite.Instance{
		PID: os.Getpid(), URL: at.API, WebhookURL: at.Webhook, Socket: socket, Version: a.config.Version,
	})
}

// maxSocketPath is what fits into every system's socket address; macOS has the least with 104 bytes.
const maxSocketPath = 100

// controlSocket listens inside the data folder, which only this user may enter, or in a private temporary folder when
// the path is too long.
func (a *App) controlSocket(ctx context.Context) (net.Listener, error) {
	path := filepath.Join(a.folder.Path(), "control.sock")
	if len(path) > maxSocketPath {
		dir, err := os.MkdirTemp("", "patchbay-")
		if err != nil {
			return nil, controlFault(err)
		}
		a.closers = append(a.closers, func() error { return os.RemoveAll(dir) })
		path = filepath.Join(dir, "control.sock")
	}
	// Whoever made this file is gone: the folder's lock is ours.
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return nil, controlFault(err)
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, "unix", path)
	if err != nil {
		return nil, controlFault(err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		_ = l.Close()
		return nil, controlFault(err)
	}
	return l, nil
}

func controlFault(err error) error {
	return fault.New(fault.Unavailable, "no_control_socket", "The control socket could not be made in the data folder.").
		WithHint("Choose a folder on a local disk with --data-dir.").WithCause(err)
}

// Paths of the control socket that are for other processes of the same program only.
const (
	controlFocus = "/control/focus" // POST: bring the window to the front; 404 without one
	controlLink  = "/control/link"  // POST: a fresh one-time link for a browser
)

// control answers on the control socket: everything the window may ask, and two questions between processes.
func (a *App) control() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+controlFocus, func(w http.ResponseWriter, _ *http.Request) {
		focus := a.focus.Load()
		if focus == nil {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		(*focus)()
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("POST "+controlLink, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(map[string]string{"gui_url": a.Link()}); err != nil {
			a.log.Debug("link was not sent", "error", err)
		}
	})
	trusted := a.api.CommandLine()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// The API reads paths as they came; ServeMux would clean them.
		if r.URL.Path == controlFocus || r.URL.Path == controlLink {
			mux.ServeHTTP(w, r)
			return
		}
		trusted.ServeHTTP(w, r)
	})
}

// Handler is the whole API without gate and key, for a command that opened the app in its own process.
func (a *App) Handler() http.Handler { return a.api.CommandLine() }

// Link is the address that lets one browser in, once, within ten minutes.
func (a *App) Link() string { return a.status().APIURL + "/#link=" + a.api.LinkToken() }

func (a *App) status() api.Status {
	s := api.Status{DataDir: a.folder.Path(), Window: a.focus.Load() != nil}
	s.Program, _ = os.Executable() // without it, assistants are shown the bare name
	if b := a.addresses.Load(); b != nil {
		s.APIURL, s.WebhookURL = b.api.url(), b.webhook.url()
		return s
	}
	// Not listening: what it would be. Both addresses were checked when the app was opened.
	main, webhook, _ := a.listenAddresses()
	s.APIURL, s.WebhookURL = main.url(), webhook.url()
	return s
}

// callbackURL is what the user registers with a provider that nothing is known of.
func (a *App) callbackURL() string {
	return cmp.Or(a.redirect.DefaultAddress(nil), a.status().APIURL+redirect.CallbackPath)
}
