package sqlite

import (
	"os"
	"path/filepath"
	"strings"

	"patchbay/app/fault"
)

// syncNames are the folder names that file-sync programs use, in lower case; a name may go on behind a blank, as in
// "OneDrive - Example Corp".
var syncNames = map[string]string{
	"dropbox": "Dropbox", "onedrive": "OneDrive", "google drive": "Google Drive", "googledrive": "Google Drive",
	"my drive": "Google Drive", "mobile documents": "iCloud", "icloud drive": "iCloud", "icloud": "iCloud",
	"nextcloud": "Nextcloud", "owncloud": "ownCloud", "box sync": "Box", "pcloud": "pCloud", "creative cloud files": "Creative Cloud",
	"cloudstorage": "a cloud drive", // where macOS keeps "OneDrive-Personal" and the like
}

// CheckPlace says why a folder at path, which need not be there yet, would be a bad place for a database: a program that
// copies the files while they are written, or a network that loses locks, can damage them. Faults: "folder_synced" and
// "folder_on_network".
func CheckPlace(path string) error {
	const advice = "Choose a folder on a local disk with --data-dir."
	if name := syncedBy(path); name != "" {
		return fault.New(fault.Conflict, "folder_synced", "The data folder "+quote(path)+" lies where "+name+
			" copies files, which can damage the database.").WithHint(advice)
	}
	if kind := networkDisk(existing(path)); kind != "" {
		return fault.New(fault.Conflict, "folder_on_network", "The data folder "+quote(path)+" is on a network disk ("+kind+
			"), where locks can fail and damage the database.").WithHint(advice)
	}
	return nil
}

// existing is path, or the closest folder above it that is there.
func existing(path string) string {
	for {
		above := filepath.Dir(path)
		if _, err := os.Stat(path); err == nil || above == path {
			return path
		}
		path = above
	}
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
