package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"

	"patchbay/app/fault"
)

// Both loopback families: whoever writes localhost must reach us, whatever it resolves to there.
const (
	loopback4 = "127.0.0.1"
	loopback6 = "::1"
)

// freePortTries bounds the search for a port that is free in both families.
const freePortTries = 32

// listenAddress is a --addr or --webhook-addr after checking: only its port is a choice.
type listenAddress struct {
	port int
	flag string // for sentences
}

// parseAddress accepts a loopback host with a port. Patchbay answers without encryption and trusts its machine,
// so it never listens on any other address.
func parseAddress(text, flag string) (listenAddress, error) {
	wrong := fault.New(fault.Invalid, "bad_address", fmt.Sprintf("%s %q is not a loopback address with a port.", flag, text)).
		WithHint("Write something like 127.0.0.1:3003; port 0 picks a free one.")
	host, portText, err := net.SplitHostPort(text)
	if err != nil {
		return listenAddress{}, wrong.WithCause(err)
	}
	port, err := strconv.Atoi(portText)
	if err != nil || port < 0 || port > 65535 {
		return listenAddress{}, wrong
	}
	switch host {
	case "", "localhost", loopback4, loopback6:
		return listenAddress{port: port, flag: flag}, nil
	}
	return listenAddress{}, wrong
}

// listeners is one port in both loopback families.
type listeners struct {
	port int
	all  []net.Listener
}

// url is what the address will be once it listens; port 0 stays 0.
func (a listenAddress) url() string { return localURL(a.port) }

// listen binds the port in both families. A machine without IPv6 gets IPv4 alone. With free set, a port that
// somebody else holds is replaced by a free one; nothing is ever sent to whoever holds it.
func (a listenAddress) listen(ctx context.Context, free bool) (*listeners, error) {
	if a.port == 0 {
		return a.listenAnywhere(ctx)
	}
	l, err := bindBoth(ctx, a.port)
	if err == nil {
		return l, nil
	}
	if !isTaken(err) {
		return nil, fault.New(fault.Unavailable, "cannot_listen", fmt.Sprintf("Port %d cannot be opened on the loopback address.", a.port)).
			WithHint("Choose another with " + a.flag + ".").WithCause(err)
	}
	if free {
		return a.listenAnywhere(ctx)
	}
	return nil, fault.New(fault.Conflict, "port_taken", fmt.Sprintf("Port %d is taken by another program.", a.port)).
		WithHint(fmt.Sprintf("Stop that program, or choose another port with %s (port 0 picks a free one).", a.flag)).WithCause(err)
}

// listenAnywhere lets the system choose a port for IPv4 and takes the same for IPv6.
func (a listenAddress) listenAnywhere(ctx context.Context) (*listeners, error) {
	var last error
	for range freePortTries {
		l, err := bindBoth(ctx, 0)
		if err == nil {
			return l, nil
		}
		last = err
		if !isTaken(err) {
			break
		}
	}
	return nil, fault.New(fault.Unavailable, "no_free_port", "No free port was found on the loopback address.").WithCause(last)
}

func bindBoth(ctx context.Context, port int) (*listeners, error) {
	var config net.ListenConfig
	first, err := config.Listen(ctx, "tcp4", net.JoinHostPort(loopback4, strconv.Itoa(port)))
	if err != nil {
		return nil, err
	}
	l := &listeners{port: first.Addr().(*net.TCPAddr).Port, all: []net.Listener{first}}
	second, err := config.Listen(ctx, "tcp6", net.JoinHostPort(loopback6, strconv.Itoa(l.port)))
	switch {
	case err == nil:
		l.all = append(l.all, second)
	case isTaken(err):
		// Somebody answers on [::1]; serving only IPv4 would hand them what is meant for localhost.
		return nil, errors.Join(err, l.close())
	}
	return l, nil
}

func isTaken(err error) bool { return errors.Is(err, errAddressInUse) }

func (l *listeners) close() error {
	var all []error
	for _, one := range l.all {
		all = append(all, one.Close())
	}
	return errors.Join(all...)
}

// url is the address that people and scripts use.
func (l *listeners) url() string { return localURL(l.port) }

func localURL(port int) string { return "http://localhost:" + strconv.Itoa(port) }
