package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"time"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

type windowCommand struct{}

// Run opens the desktop window, or says how to get one. A running app shows its own.
func (windowCommand) Run(ctx context.Context, inv *invocation) error {
	set, err := inv.settings()
	if err != nil {
		return err
	}
	if running := inv.running(set); running != nil {
		return focus(ctx, running)
	}
	if !inv.HasWindow {
		return fault.New(fault.NotImplemented, "no_window", "This build of patchbay has no window.").
			WithHint("Run `patchbay serve` for the same pages in a browser, or build the window with `make desktop`.")
	}
	return inv.Window(ctx, set)
}

// running finds the app that holds the data folder. A folder that cannot be looked into is explained by opening it.
func (inv *invocation) running(set Settings) *sqlite.Instance {
	running, err := sqlite.RunningInstance(set.DataDir)
	if err != nil {
		return nil
	}
	return running
}

// focus asks the running app to show its window. One without a window gives a link for the browser.
func focus(ctx context.Context, running *sqlite.Instance) error {
	c := newClient(socketTransport(running.Socket))
	defer c.http.CloseIdleConnections()
	_, err := c.call(ctx, "POST", "/control/focus", nil, nil)
	if fault.IsKind(err, fault.NotFound) {
		return alreadyRunning(ctx, running)
	}
	return err
}

// alreadyRunning gives whoever starts a second time, perhaps because the first link is lost, a fresh link.
func alreadyRunning(ctx context.Context, running *sqlite.Instance) error {
	c := newClient(socketTransport(running.Socket))
	defer c.http.CloseIdleConnections()
	var link struct {
		GUI string `json:"gui_url"`
	}
	if _, err := c.call(ctx, "POST", "/control/link", nil, &link); err != nil {
		return err
	}
	return fault.New(fault.Conflict, "already_running", "Patchbay is already running with this data, at "+running.URL+".").
		WithHint("Stop it first, or open this link in a browser; it works once, for ten minutes: " + link.GUI)
}

type serveCommand struct{}

// ready is the one line of `serve --json`.
type ready struct {
	Event   string `json:"event"`
	URL     string `json:"url"`
	Webhook string `json:"webhook_url"`
	GUI     string `json:"gui_url"`
}

// Run serves until ctx ends.
func (serveCommand) Run(ctx context.Context, inv *invocation) (err error) {
	set, err := inv.settings()
	if err != nil {
		return err
	}
	app, err := inv.openOwn(ctx, set)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, app.Close()) }()
	// The app is stopped by Close, in order, and not by ctx, which would end everything at once.
	running := context.WithoutCancel(ctx)
	if err := app.Start(running); err != nil {
		return err
	}
	if err := app.Stay(running); err != nil {
		return err
	}
	addresses, err := app.Listen(running)
	if err != nil {
		return err
	}
	if err := inv.announce(addresses, set.DataDir); err != nil {
		return err
	}
	<-ctx.Done()
	if !inv.flags.JSON {
		fmt.Fprintln(inv.Stderr, "Stopping.")
	}
	return nil
}

// openOwn opens the data in this process. It waits for a command that holds the folder for a moment, and gives up at
// once when an app runs on it.
func (inv *invocation) openOwn(ctx context.Context, set Settings) (App, error) {
	late := time.After(folderPatience)
	for {
		app, err := inv.Open(ctx, set)
		if !fault.HasCode(err, "already_running") {
			return app, err
		}
		if running, look := sqlite.RunningInstance(set.DataDir); look == nil && running != nil {
			return nil, alreadyRunning(ctx, running)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-late:
			return nil, err
		case <-time.After(folderPoll):
		}
	}
}

// announce says that the app is ready. Only the link goes to standard output, so that it can be piped.
func (inv *invocation) announce(a Addresses, dir string) error {
	if inv.flags.JSON {
		line, err := json.Marshal(ready{Event: "ready", URL: a.API, Webhook: a.Webhook, GUI: a.GUI})
		if err != nil {
			return err
		}
		return inv.printJSON(line)
	}
	fmt.Fprintf(inv.Stderr, "Patchbay %s is ready. Ctrl-C stops it.\n", inv.Version)
	fmt.Fprintf(inv.Stderr, "  API       %s\n  Webhooks  %s\n  Data      %s\n", a.API, a.Webhook, dir)
	fmt.Fprintln(inv.Stderr, "Open this link in a browser; it works once, for ten minutes:")
	_, err := fmt.Fprintln(inv.Stdout, a.GUI)
	return err
}

type versionCommand struct{}

// Run prints the version and what was built.
func (versionCommand) Run(inv *invocation) error {
	platform := runtime.GOOS + "/" + runtime.GOARCH
	if inv.flags.JSON {
		return inv.printValue(map[string]any{
			"version": inv.Version, "platform": platform, "go": runtime.Version(), "window": inv.HasWindow,
		})
	}
	kind := "command line and browser"
	if inv.HasWindow {
		kind = "desktop window, command line and browser"
	}
	return inv.say("patchbay %s (%s, %s; %s)", inv.Version, platform, runtime.Version(), kind)
}
