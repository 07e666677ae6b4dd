// Package cli is the command line: a thin client of the same HTTP API that scripts use.
package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"

	"patchbay/app/fault"
	"patchbay/app/vault"
)

// Exit codes of Run.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130 // what shells give for Ctrl-C
)

// Program is what the command line needs from the process around it. Open, Window, Doctor and OpenBrowser
// are plugged in from above, because this package cannot see the app that it drives.
type Program struct {
	Version   string
	HasWindow bool // this build can open the desktop window

	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// ReadSecret asks for a secret on the terminal without echo; nil when standard input is no terminal.
	ReadSecret func(prompt string) (vault.Secret, error)
	// Passphrase and SecretKey come from the environment, never from the argument list.
	Passphrase, SecretKey vault.Secret

	Open        func(context.Context, Settings) (App, error)
	Window      func(context.Context, Settings) error
	Doctor      func(context.Context, Settings) []Check
	OpenBrowser func(ctx context.Context, url string) error
	// Tools compiles and tests functions without the app; the caller closes it.
	Tools func(context.Context) (*Toolchain, error)
}

// Settings is what the flags say about the app to open.
type Settings struct {
	DataDir     string // absolute
	Addr        string
	WebhookAddr string
	HTTPSAddr   string
	Vault       vault.Mode // "" = what the data folder was made with, or the keychain
	Passphrase  vault.Secret
	SecretKey   vault.Secret
	AllowHosts  []string
	Project     string // absolute; "" = the folder that was open the last time
	Log         *slog.Logger
}

// App is Patchbay opened inside this process.
type App interface {
	Start(context.Context) error
	// Listen opens the loopback listeners; only serve, and connect for its callback, need them.
	Listen(context.Context) (Addresses, error)
	// Stay begins what only a process that stays does: watching the functions folder and running syncs when they are due.
	Stay(context.Context) error
	// Handler is the whole API without the gate and without a key.
	Handler() http.Handler
	Close() error
}

// Addresses says where the app listens. GUI holds a one-time token.
type Addresses struct{ API, Webhook, GUI string }

// Check is one line of the doctor.
type Check struct {
	Name    string `json:"name"`
	OK      bool   `json:"ok"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// grammar is every command and flag; kong reads it.
type grammar struct {
	DataDir     string   `group:"common" name:"data-dir" env:"PATCHBAY_DATA_DIR" placeholder:"DIR" help:"Folder of the database and settings (default: patchbay in the user's configuration folder)."`
	Vault       string   `group:"common" env:"PATCHBAY_VAULT" enum:",keychain,passphrase,memory" default:"" placeholder:"KIND" help:"Where keys live: keychain, passphrase (PATCHBAY_PASSPHRASE) or memory."`
	AllowHost   []string `group:"common" name:"allow-host" env:"PATCHBAY_ALLOW_HOSTS" sep:"," placeholder:"HOST[:PORT]" help:"Private or loopback destination that requests may reach; repeatable."`
	Project     string   `group:"common" env:"PATCHBAY_PROJECT" placeholder:"DIR" help:"Functions folder to open (default: the one that was open the last time)."`
	Addr        string   `group:"common" env:"PATCHBAY_ADDR" default:"127.0.0.1:3003" help:"Loopback address of the API; port 0 picks a free one."`
	WebhookAddr string   `group:"common" name:"webhook-addr" env:"PATCHBAY_WEBHOOK_ADDR" default:"127.0.0.1:3004" help:"Loopback address of the webhook receiver, the only one to give to a tunnel."`
	HTTPSAddr   string   `group:"common" name:"https-addr" env:"PATCHBAY_HTTPS_ADDR" default:"127.0.0.1:3443" help:"Loopback address of https://localhost, when it is switched on."`
	Environment string   `group:"common" name:"env" env:"PATCHBAY_ENVIRONMENT" placeholder:"NAME" help:"Environment that commands work in (default: the first one, dev)."`
	JSON        bool     `group:"common" name:"json" help:"Print JSON for programs."`
	Verbose     bool     `group:"common" short:"v" help:"Log more to standard error."`

	Window  windowCommand  `cmd:"" default:"withargs" help:"Open the desktop window. What patchbay does without a command."`
	Serve   serveCommand   `cmd:"" help:"Run without a window; a browser shows the same pages through a one-time link."`
	Version versionCommand `cmd:"" help:"Print the version."`
	Doctor  doctorCommand  `cmd:"" help:"Check keychain, port, data folder, display and clock, and say what to do."`

	Keys          keysCommand          `cmd:"" help:"The keys that scripts send."`
	Environments  environmentsCommand  `cmd:"" help:"Separate worlds of integrations, connections and functions."`
	HTTPS         httpsCommand         `cmd:"" name:"https" help:"https://localhost, for providers that refuse http."`
	Providers     providersCommand     `cmd:"" help:"The catalog of APIs."`
	Integrations  integrationsCommand  `cmd:"" help:"Providers that you configured."`
	Connect       connectCommand       `cmd:"" help:"Connect an account, from here or in the browser."`
	ConnectPage   connectPageCommand   `cmd:"" name:"connect-page" help:"How the page looks on which your users connect their accounts."`
	Connections   connectionsCommand   `cmd:"" help:"Connected accounts."`
	Request       requestCommand       `cmd:"" help:"Call an API with a connection's credentials."`
	Functions     functionsCommand     `cmd:"" help:"TypeScript functions: syncs, actions and event functions."`
	Syncs         syncsCommand         `cmd:"" help:"When syncs run: start, pause, run now."`
	Runs          runsCommand          `cmd:"" help:"What functions did, and cancelling them."`
	Records       recordsCommand       `cmd:"" help:"What syncs keep."`
	Export        exportCommand        `cmd:"" help:"Write the functions folder for a real server."`
	Deploy        deployCommand        `cmd:"" help:"Send functions to a real server."`
	Notifications notificationsCommand `cmd:"" help:"What your own backend was told, and whether it arrived."`
	Webhooks      webhooksCommand      `cmd:"" help:"What providers sent, and what came of it."`
	Logs          logsCommand          `cmd:"" help:"What happened: every operation and every HTTP attempt."`
	MCP           mcpCommand           `cmd:"" name:"mcp" help:"Patchbay's tools for coding assistants, over the Model Context Protocol."`
}

// invocation is one run of one command.
type invocation struct {
	Program
	flags *grammar
	log   *slog.Logger
}

// exit is how kong's help leaves the parser.
type exit int

// Run parses args, runs one command and returns the process's exit code. A failure is one sentence on Stderr.
func Run(ctx context.Context, args []string, p Program) (code int) {
	defer func() {
		switch left := recover().(type) {
		case nil:
		case exit:
			code = int(left)
		default:
			panic(left)
		}
	}()
	var flags grammar
	parser, err := kong.New(&flags,
		kong.Name("patchbay"),
		kong.Description("A desktop workbench for API integrations: connect an account, then call its API from any script."),
		kong.Writers(p.Stdout, p.Stderr),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.ExplicitGroups([]kong.Group{{Key: "common", Title: "Flags of every command:"}}),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
	)
	if err != nil {
		fmt.Fprintln(p.Stderr, "patchbay:", err)
		return exitFailed
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(p.Stderr, "patchbay: %s. Try patchbay --help.\n", strings.TrimSuffix(err.Error(), "."))
		return exitUsage
	}
	inv := &invocation{Program: p, flags: &flags, log: newLogger(p.Stderr, flags.Verbose)}
	parsed.BindTo(ctx, (*context.Context)(nil))
	return inv.report(ctx, parsed.Run(inv))
}

// report turns a command's error into an exit code and one sentence.
func (inv *invocation) report(ctx context.Context, err error) int {
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		fmt.Fprintln(inv.Stderr, "patchbay: interrupted.")
		return exitInterrupted
	}
	f := fault.From(err)
	if f.Kind == fault.Internal {
		inv.log.ErrorContext(ctx, "command failed", "error", f)
	}
	if inv.flags.JSON && inv.printFault(f) == nil {
		return exitFailed
	}
	fmt.Fprintln(inv.Stderr, "patchbay:", printable(f.Error()))
	return exitFailed
}

// printFault tells programs what went wrong, in the API's envelope and with its code.
func (inv *invocation) printFault(f *fault.Error) error {
	type told struct {
		Code    string        `json:"code"`
		Message string        `json:"message"`
		Hint    string        `json:"hint,omitempty"`
		Errors  []fault.Issue `json:"errors,omitempty"`
	}
	text, err := json.Marshal(map[string]told{"error": {f.Code, f.Message, f.Hint, f.Issues}})
	if err == nil {
		_, err = fmt.Fprintf(inv.Stderr, "%s\n", text)
	}
	return err
}

// settings gathers what the flags and the environment say.
func (inv *invocation) settings() (Settings, error) {
	dir, err := dataDir(inv.flags.DataDir)
	if err != nil {
		return Settings{}, err
	}
	project := inv.flags.Project
	if project != "" {
		if project, err = filepath.Abs(project); err != nil {
			return Settings{}, fault.New(fault.Invalid, "invalid_path", "The folder of --project cannot be found.").WithCause(err)
		}
	}
	return Settings{
		DataDir: dir, Vault: vault.Mode(inv.flags.Vault),
		Addr: inv.flags.Addr, WebhookAddr: inv.flags.WebhookAddr, HTTPSAddr: inv.flags.HTTPSAddr,
		Passphrase: inv.Passphrase, SecretKey: inv.SecretKey,
		AllowHosts: inv.flags.AllowHost, Project: project, Log: inv.log,
	}, nil
}
