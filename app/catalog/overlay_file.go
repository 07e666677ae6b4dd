package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"patchbay/app/fault"
)

// Draft is the text of one overlay file, or the text it would start with.
type Draft struct {
	Key     string
	File    string // where it lies, or would lie
	Stored  bool   // the file exists
	Text    string
	Version string // of the stored text; "" when the file does not exist
}

// Fault codes of the overlay's files.
const (
	CodeOverlay     = "overlay_failed"    // the file cannot be read or written
	CodeFileChanged = "file_changed"      // somebody else changed the file meanwhile
	CodeBadProvider = "bad_provider_file" // the text has mistakes; one issue each
	CodeNoOverlay   = "no_overlay"        // there is no such file, or this catalog has no folder
)

// Draft returns the overlay file of a key: as stored, or a copy of the provider's present entry to start from, or, for
// a key that nobody knows, the least a file needs.
func (c *Catalog) Draft(key string) (Draft, error) {
	if c.dir == "" || !keyPattern.MatchString(key) {
		return Draft{}, fault.New(fault.NotFound, CodeNoOverlay, "There can be no provider file of this name.").
			WithHint("A provider key has small letters, digits and hyphens.")
	}
	if text, name, err := c.stored(key); err != nil {
		return Draft{}, err
	} else if name != "" {
		return Draft{Key: key, File: name, Stored: true, Text: string(text), Version: versionOf(text)}, nil
	}
	d := Draft{Key: key, File: filepath.Join(c.dir, key+".yaml"), Text: newFile}
	if p, ok := c.Get(key); ok {
		text, err := Render(p)
		if err != nil {
			return Draft{}, fault.New(fault.Internal, CodeOverlay, "The catalog entry cannot be written as a file.").WithCause(err)
		}
		d.Text = string(text)
	}
	return d, nil
}

// newFile is the start of a provider that nobody knows yet.
const newFile = `display_name: 
categories: [other]
auth_mode: API_KEY

docs: https://

proxy:
  base_url: https://
  headers:
    authorization: Bearer ${apiKey}
`

// stored reads the overlay file of a key; the name is empty when there is none.
func (c *Catalog) stored(key string) (text []byte, name string, err error) {
	for _, extension := range []string{".yaml", ".yml"} {
		name = filepath.Join(c.dir, key+extension)
		text, err = os.ReadFile(name)
		if err == nil {
			return text, name, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, "", overlayFault(name, "read", err)
		}
	}
	return nil, "", nil
}

func versionOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

func overlayFault(name, verb string, err error) error {
	return fault.New(fault.Unavailable, CodeOverlay, "The file "+name+" cannot be "+verb+".").
		WithHint("Check that the folder of your own providers may be read and written by you.").WithCause(err)
}

// Save stores a draft's text as the overlay file of its key and takes it into use. The draft's Version must still be
// that of the stored file. Faults: bad_provider_file with one issue a mistake, file_changed, overlay_failed.
func (c *Catalog) Save(d Draft) (Draft, error) {
	if _, problems := checkedFile(d.Key, []byte(d.Text)); len(onlyErrors(problems)) > 0 {
		return Draft{}, badProvider(d.Key, problems)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	now, err := c.Draft(d.Key)
	if err != nil {
		return Draft{}, err
	}
	if now.Version != d.Version {
		return Draft{}, fault.New(fault.Conflict, CodeFileChanged, "The file "+now.File+" was changed by somebody else meanwhile.").
			WithHint("Look at it again, then repeat the change.")
	}
	if err := c.writeFile(now.File, []byte(d.Text)); err != nil {
		return Draft{}, err
	}
	c.announce(c.reload())
	now.Stored, now.Text, now.Version = true, d.Text, versionOf([]byte(d.Text))
	return now, nil
}

func badProvider(key string, problems []Problem) error {
	var issues []fault.Issue
	for _, problem := range onlyErrors(problems) {
		issues = append(issues, fault.Issue{Code: "custom", Message: problem.String(), Path: []string{"text"}})
	}
	return fault.New(fault.Invalid, CodeBadProvider, "The file of "+key+" has mistakes, so it was not saved. The first: "+issues[0].Message).
		WithIssues(issues...)
}

// writeFile replaces a file of the overlay folder in one step.
func (c *Catalog) writeFile(name string, text []byte) error {
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return overlayFault(name, "written", err)
	}
	temporary, err := os.CreateTemp(c.dir, ".provider-*")
	if err != nil {
		return overlayFault(name, "written", err)
	}
	_, err = temporary.Write(text)
	err = errors.Join(err, temporary.Sync(), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), name)
	}
	if err != nil {
		_ = os.Remove(temporary.Name())
		return overlayFault(name, "written", err)
	}
	return nil
}

// Remove deletes the overlay file of a key, so that the built-in entry, if there is one, counts again. The deleted draft
// is returned for an undo: saving it, without its Version, brings the file back. Faults: no_overlay, overlay_failed.
func (c *Catalog) Remove(key string) (Draft, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	d, err := c.Draft(key)
	if err != nil {
		return Draft{}, err
	}
	if !d.Stored {
		return Draft{}, fault.New(fault.NotFound, CodeNoOverlay, "There is no file of your own for "+key+".")
	}
	if err := os.Remove(d.File); err != nil {
		return Draft{}, overlayFault(d.File, "deleted", err)
	}
	c.announce(c.reload())
	return d, nil
}
