package project

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"patchbay/app/compile"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// Open makes dir the functions folder, compiles it and watches it from then on. The folder that was open is closed. Faults:
// not_a_folder, and those of compile.Recognise with what to do.
func (s *Service) Open(ctx context.Context, dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fault.New(fault.Invalid, "invalid_path", "The folder's path cannot be read.").WithCause(err)
	}
	// One spelling for one folder: a link and its target must not be two projects.
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	root, err := openRoot(dir)
	if err != nil {
		return err
	}
	if err := compile.Recognise(root.FS()); err != nil {
		return errors.Join(err, root.Close())
	}
	env := s.Settings.Default()
	f := &folder{dir: dir, root: root, env: env, phase: Compiling, touched: make(chan struct{}, 1), again: make(chan struct{}, 1)}
	watcher, err := s.watch(f)
	if err != nil {
		return errors.Join(err, root.Close())
	}
	f.close = watcher
	if err := s.remember(ctx, env.ID, dir); err != nil {
		watcher()
		return errors.Join(err, root.Close())
	}
	s.leave()
	s.mu.Lock()
	s.folder = f
	s.mu.Unlock()
	s.work(f)
	s.changed()
	return nil
}

func openRoot(dir string) (*os.Root, error) {
	root, err := os.OpenRoot(dir)
	switch {
	case err == nil:
		return root, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.New(fault.NotFound, "not_a_folder", "There is no folder "+dir+".").
			WithHint("patchbay functions init " + dir + " makes one.").WithCause(err)
	case errors.Is(err, fs.ErrPermission):
		return nil, fault.New(fault.Forbidden, "not_a_folder", "The folder "+dir+" may not be read.").WithCause(err)
	}
	return nil, fault.New(fault.Invalid, "not_a_folder", dir+" is not a folder.").WithCause(err)
}

// Leave closes the folder. Its installed functions stay, except where a deployed one of the same name has waited.
func (s *Service) Leave(ctx context.Context) error {
	s.leave()
	s.changed()
	env := s.Settings.Default()
	err := s.DB.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE project_folders SET open = 0 WHERE environment_id = ?`, env.ID)
		return s.DB.Fault(err)
	})
	if err != nil {
		return err
	}
	return s.Functions.RestoreDeployed(ctx, env.ID)
}

func (s *Service) leave() {
	s.mu.Lock()
	f := s.folder
	s.folder = nil
	s.mu.Unlock()
	if f != nil {
		f.close()
		_ = f.root.Close()
	}
}

// remember keeps dir as the open folder and among the recent ones.
func (s *Service) remember(ctx context.Context, env int64, dir string) error {
	return s.DB.WithTx(ctx, func(tx *sqlite.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE project_folders SET open = 0 WHERE environment_id = ?`, env); err != nil {
			return s.DB.Fault(err)
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO project_folders (environment_id, dir, open, opened_at) VALUES (?, ?, 1, ?)
			ON CONFLICT (environment_id, dir) DO UPDATE SET open = 1, opened_at = excluded.opened_at`, env, dir, sqlite.Micros(tx.Now))
		return s.DB.Fault(err)
	})
}

// Recent lists folders opened before, the latest first, without those that are gone.
func (s *Service) Recent(ctx context.Context) ([]string, error) {
	env := s.Settings.Default()
	rows, err := s.DB.Reader().QueryContext(ctx, `SELECT dir FROM project_folders WHERE environment_id = ? ORDER BY opened_at DESC LIMIT 20`, env.ID)
	if err != nil {
		return nil, s.DB.Fault(err)
	}
	defer rows.Close()
	recent := []string{}
	for rows.Next() {
		var dir string
		if err := rows.Scan(&dir); err != nil {
			return nil, s.DB.Fault(err)
		}
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			recent = append(recent, dir)
		}
	}
	return recent, s.DB.Fault(rows.Err())
}

func (s *Service) lastOpen(ctx context.Context) (string, error) {
	env := s.Settings.Default()
	var dir string
	err := s.DB.Reader().QueryRowContext(ctx, `SELECT coalesce(max(dir), '') FROM project_folders WHERE environment_id = ? AND open = 1`, env.ID).Scan(&dir)
	return dir, s.DB.Fault(err)
}
