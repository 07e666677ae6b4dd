package cli

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// How long a command waits for the data folder while another command has it open, and how often it looks.
const (
	folderPatience = 10 * time.Second
	folderPoll     = 50 * time.Millisecond
)

// dataDir resolves the data folder: the flag, or patchbay in the user's configuration folder.
func dataDir(flag string) (string, error) {
	if flag != "" {
		abs, err := filepath.Abs(flag)
		if err != nil {
			return "", fault.New(fault.Invalid, "bad_data_dir", "The data folder "+flag+" cannot be resolved.").WithCause(err)
		}
		return abs, nil
	}
	base, err := os.UserConfigDir()
	if err != nil {
		return "", fault.New(fault.Unavailable, "no_data_dir", "This account has no configuration folder.").
			WithHint("Name one with --data-dir.").WithCause(err)
	}
	return filepath.Join(base, "patchbay"), nil
}

// session is a way to the API: the running app's control socket, or an app opened in this process.
type session struct {
	*client
	own App // nil when another process runs the app
}

// attach finds the running app or opens the data itself. The caller must close the session.
func (inv *invocation) attach(ctx context.Context) (*session, error) {
	set, err := inv.settings()
	if err != nil {
		return nil, err
	}
	late := time.After(folderPatience)
	for {
		s, err := inv.tryAttach(ctx, set)
		if err == nil || (!fault.HasCode(err, "already_running") && !fault.HasCode(err, "starting")) {
			return s, err
		}
		// Another command holds the folder for a moment, or an app is still starting: look again.
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-late:
			return nil, err
		case <-time.After(folderPoll):
		}
	}
}

func (inv *invocation) tryAttach(ctx context.Context, set Settings) (*session, error) {
	instance, err := sqlite.RunningInstance(set.DataDir)
	if err != nil {
		return nil, err
	}
	if instance != nil && instance.Socket != "" {
		return &session{client: newClient(inv.there(socketTransport(instance.Socket)))}, nil
	}
	app, err := inv.Open(ctx, set)
	if err != nil {
		return nil, err
	}
	// Its own Close ends it, in order; ctx would end everything at once.
	if err := app.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, errors.Join(err, app.Close())
	}
	return &session{client: newClient(inv.there(handlerTransport{app.Handler()})), own: app}, nil
}

// close ends an app that this process opened, and leaves a running one alone.
func (s *session) close() error {
	s.http.CloseIdleConnections()
	if s.own == nil {
		return nil
	}
	return s.own.Close()
}

// with runs fn on a session and closes it.
func (inv *invocation) with(ctx context.Context, fn func(*session) error) error {
	s, err := inv.attach(ctx)
	if err != nil {
		return err
	}
	return errors.Join(fn(s), s.close())
}

// socketTransport speaks HTTP to the control socket of a running app.
func socketTransport(path string) *http.Transport {
	var dialer net.Dialer
	return &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			conn, err := dialer.DialContext(ctx, "unix", path)
			if err != nil {
				return nil, fault.New(fault.Unavailable, "app_not_answering", "The running Patchbay does not answer on its control socket.").
					WithHint("Stop it and start it again.").WithCause(err)
			}
			return conn, nil
		},
		DisableCompression: true,
	}
}
