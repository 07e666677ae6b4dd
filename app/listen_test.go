package app

import (
	"errors"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"patchbay/app/fault"
)

// Security LH-11.
func TestOnlyLoopbackAddressesAreAccepted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		port int // -1: refused
	}{
		{"127.0.0.1:3003", 3003}, {"localhost:1", 1}, {"[::1]:65535", 65535}, {":0", 0},
		{"0.0.0.0:3003", -1}, {"[::]:3003", -1}, {"192.168.1.5:3003", -1}, {"example.com:80", -1},
		{"127.0.0.1", -1}, {"127.0.0.1:", -1}, {"127.0.0.1:65536", -1}, {"127.0.0.1:-1", -1}, {"127.0.0.1:http", -1}, {"", -1},
	} {
		at, err := parseAddress(c.text, "--addr")
		if c.port < 0 {
			if !fault.HasCode(err, "bad_address") {
				t.Errorf("parseAddress(%q) = %v, %v, want bad_address", c.text, at, err)
			}
			continue
		}
		if err != nil || at.port != c.port {
			t.Errorf("parseAddress(%q) = %v, %v, want port %d", c.text, at, err, c.port)
		}
	}
}

func TestAFreePortIsTheSameInBothFamilies(t *testing.T) {
	t.Parallel()
	l, err := listenAddress{flag: "--addr"}.listen(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer l.close()
	for _, one := range l.all {
		at := one.Addr().(*net.TCPAddr)
		if at.Port != l.port || !at.IP.IsLoopback() {
			t.Errorf("listens on %v, want loopback port %d", at, l.port)
		}
	}
	if probe, err := net.Listen("tcp6", "[::1]:0"); err == nil {
		probe.Close()
		if len(l.all) != 2 {
			t.Errorf("%d listeners on a machine with IPv6, want 2", len(l.all))
		}
	}
}

// stranger holds a port and reports every connection that reaches it.
func stranger(t *testing.T, network, host string) (port int, visitors chan net.Conn) {
	t.Helper()
	l, err := net.Listen(network, net.JoinHostPort(host, "0"))
	if err != nil {
		return 0, nil
	}
	t.Cleanup(func() { l.Close() })
	visitors = make(chan net.Conn, 8)
	go func() {
		for {
			conn, err := l.Accept()
			if errors.Is(err, net.ErrClosed) {
				close(visitors)
				return
			}
			visitors <- conn
		}
	}()
	return l.Addr().(*net.TCPAddr).Port, visitors
}

// Security LH-16.
func TestATakenPortIsNamedAndItsHolderHearsNothing(t *testing.T) {
	t.Parallel()
	for network, host := range map[string]string{"tcp4": loopback4, "tcp6": loopback6} {
		port, visitors := stranger(t, network, host)
		if port == 0 {
			t.Logf("no %s on this machine", network)
			continue
		}
		wanted := listenAddress{port: port, flag: "--addr"}
		_, err := wanted.listen(t.Context(), false)
		if !fault.HasCode(err, "port_taken") {
			t.Fatalf("%s: listen = %v, want port_taken", network, err)
		}
		if text := err.Error(); !strings.Contains(text, strconv.Itoa(port)) || !strings.Contains(text, "--addr") {
			t.Errorf("%s: %q names neither port nor flag", network, text)
		}
		l, err := wanted.listen(t.Context(), true)
		if err != nil {
			t.Fatal(err)
		}
		if l.port == port {
			t.Errorf("%s: the taken port was used", network)
		}
		l.close()
		select {
		case conn := <-visitors:
			t.Errorf("%s: %v connected to the stranger", network, conn.RemoteAddr())
		case <-time.After(20 * time.Millisecond):
		}
	}
}
