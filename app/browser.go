package app

import (
	"context"
	"net"
	"net/url"
	"os/exec"
	"runtime"
	"strings"

	"patchbay/app/fault"
)

// maxBrowserURL is longer than any authorize address and shorter than what a system's argument may be.
const maxBrowserURL = 16 << 10

// openBrowser shows an address in the user's own browser. The address is data from outside (a catalog, a provider),
// so it passes checkBrowserURL first and travels as one argument, never through a shell.
func openBrowser(ctx context.Context, address string) error {
	if err := checkBrowserURL(address); err != nil {
		return err
	}
	commands := browserCommands(runtime.GOOS, address)
	for _, argv := range commands {
		path, err := exec.LookPath(argv[0])
		if err != nil {
			continue
		}
		// The opener may stay for as long as the browser does; it is not ours to wait for or to stop.
		cmd := exec.CommandContext(context.WithoutCancel(ctx), path, argv[1:]...)
		if err := cmd.Start(); err != nil {
			continue
		}
		go func() { _ = cmd.Wait() }() // only to reap it; its outcome says nothing about the page
		return nil
	}
	return fault.New(fault.Unavailable, "no_browser", "No browser could be started on this machine.").
		WithHint("Copy the address and open it yourself.")
}

// browserCommands returns what opens an address on a system, best first.
func browserCommands(system, address string) [][]string {
	switch system {
	case "darwin":
		return [][]string{{"open", address}}
	case "windows":
		return [][]string{{"rundll32.exe", "url.dll,FileProtocolHandler", address}}
	default:
		return [][]string{{"xdg-open", address}, {"x-www-browser", address}, {"www-browser", address}}
	}
}

// checkBrowserURL lets through https everywhere and http on this machine. Everything else could start a program
// (file:, ms-msdt:, smb:, a leading dash) or send a code in the clear.
func checkBrowserURL(address string) error {
	refused := fault.New(fault.Invalid, "address_refused", "This address is not opened in a browser: only https, and http on this machine, are.").
		WithHint("Check the provider's authorize address.")
	if len(address) > maxBrowserURL || strings.ContainsFunc(address, unsafeInURL) {
		return refused
	}
	u, err := url.Parse(address)
	if err != nil || u.Opaque != "" || u.Hostname() == "" || u.User != nil {
		return refused
	}
	switch u.Scheme {
	case "https":
		return nil
	case "http":
		if isLoopbackName(u.Hostname()) {
			return nil
		}
	}
	return refused
}

// unsafeInURL finds what no encoded address holds: blanks, controls, quotes, back-ticks and non-ASCII letters.
func unsafeInURL(r rune) bool {
	return r <= ' ' || r >= 0x7f || strings.ContainsRune("\"'`<>\\^{|}", r)
}

func isLoopbackName(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
