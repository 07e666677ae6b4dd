package sqlite

import (
	"os"
	"path/filepath"
	"strings"
)

// syncNames are the folder names that file-sync programs use, in lower case; a name may go on behind a blank, as in
// "OneDrive - Example Corp".
var syncNames = map[string]string{
	"dropbox": "Dropbox", "onedrive": "OneDrive", "google drive": "Google Drive", "googledrive": "Google Drive",
	"my drive": "Google Drive", "mobile documents": "iCloud", "icloud drive": "iCloud", "icloud": "iCloud",
	"nextcloud": "Nextcloud", "owncloud": "ownCloud", "box sync": "Box", "pcloud": "pCloud", "creative cloud files": "Creative Cloud",
}

// Warning says why the folder is a bad place for a database, "" when nothing speaks against it. A program that copies the
// files while they are written, or a network that loses locks, can damage them.
func (f *Folder) Warning() string {
	const advice = " Choose a folder on a local disk with --data-dir."
	if name := syncedBy(f.path); name != "" {
		return "The data folder " + quote(f.path) + " lies where " + name + " copies files, which can damage the database." + advice
	}
	if kind := networkDisk(f.path); kind != "" {
		return "The data folder " + quote(f.path) + " is on a network disk (" + kind + "), where locks can fail and damage the database." + advice
	}
	return ""
}

func syncedBy(path string) string {
	for dir := path; ; dir = filepath.Dir(dir) {
		base := strings.ToLower(filepath.Base(dir))
		for known, name := range syncNames {
			if base == known || strings.HasPrefix(base, known+" ") {
				return name
			}
		}
		if _, err := os.Stat(filepath.Join(dir, ".stfolder")); err == nil {
			return "Syncthing"
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}
