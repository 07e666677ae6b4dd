package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"golang.org/x/term"

	"patchbay/app/cli"
	"patchbay/app/desktop"
	"patchbay/app/vault"
)

// Build is what the program was built with.
type Build struct {
	Version   string
	Providers []byte // the catalog's index
	Frontend  fs.FS  // the built pages
}

// Main runs the program and returns its exit code. It must be called on the main goroutine, which a window needs.
func Main(args []string, b Build) int {
	if desktop.Generating {
		return generateBindings()
	}
	if len(args) == 1 && args[0] == runnerCommand {
		return runner()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The second Ctrl-C ends the process at once, whatever still hangs.
	context.AfterFunc(ctx, stop)
	passphrase, secretKey := takeSecrets()
	p := cli.Program{
		Version: b.Version, HasWindow: desktop.Available,
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Passphrase: passphrase, SecretKey: secretKey,
		Open: func(ctx context.Context, s cli.Settings) (cli.App, error) {
			a, err := Open(ctx, b.config(s))
			if err != nil {
				return nil, err
			}
			return commandLine{a}, nil
		},
		Window: func(ctx context.Context, s cli.Settings) error { return openWindow(ctx, b.config(s)) },
		Doctor: func(ctx context.Context, s cli.Settings) []cli.Check {
			var checks []cli.Check
			for _, c := range Diagnose(ctx, b.config(s)) {
				checks = append(checks, cli.Check(c))
			}
			return checks
		},
		OpenBrowser: openBrowser,
		Tools:       b.tools,
	}
	if stdin := int(os.Stdin.Fd()); term.IsTerminal(stdin) {
		p.ReadSecret = func(prompt string) (vault.Secret, error) {
			fmt.Fprint(os.Stderr, prompt)
			text, err := term.ReadPassword(stdin)
			fmt.Fprintln(os.Stderr)
			return vault.Secret(text), err
		}
	}
	return cli.Run(ctx, args, p)
}

func (b Build) config(s cli.Settings) Config {
	return Config{
		DataDir: s.DataDir, Addr: s.Addr, WebhookAddr: s.WebhookAddr, HTTPSAddr: s.HTTPSAddr,
		Vault: s.Vault, Passphrase: s.Passphrase, SecretKey: s.SecretKey, AllowHosts: s.AllowHosts, Project: s.Project,
		Providers: b.Providers, Frontend: b.Frontend, Version: b.Version, Log: s.Log,
	}
}

// commandLine is the app as the command line sees it.
type commandLine struct{ *App }

// Stay implements cli.App. Whoever is told that the app is ready may call a function at once.
func (c commandLine) Stay(ctx context.Context) error {
	if err := c.App.Stay(ctx); err != nil {
		return err
	}
	c.settle(ctx)
	return nil
}

// Listen implements cli.App.
func (c commandLine) Listen(ctx context.Context) (cli.Addresses, error) {
	at, err := c.App.Listen(ctx)
	if err != nil {
		return cli.Addresses{}, err
	}
	return cli.Addresses{API: at.API, Webhook: at.Webhook, GUI: c.Link()}, nil
}

// generateBindings lets Wails read the bound types. No database, no keychain, no port.
func generateBindings() int {
	if err := desktop.New(desktop.Options{}).Run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err, errors.Unwrap(err)) // developers alone see this
		return 1
	}
	return 0
}

// openWindow runs the desktop app until its window is closed.
func openWindow(ctx context.Context, c Config) (err error) {
	c.FreePort = true
	a, err := Open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if err := a.Start(ctx); err != nil {
		return err
	}
	at, err := a.Listen(ctx)
	if err != nil {
		return err
	}
	if err := a.Stay(ctx); err != nil {
		return err
	}
	w := desktop.New(desktop.Options{
		Handler: a.api.Trusted(), Bus: a.bus, StateFile: filepath.Join(a.folder.Path(), "window.json"),
		Notice: at.Notice, OpenBrowser: openBrowser, Log: a.log,
	})
	focus := w.Focus
	a.focus.Store(&focus)
	return w.Run(ctx)
}
