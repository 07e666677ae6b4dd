package api

import (
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// guiPolicy is what the GUI's own pages may do. Inline styles are let in because positioned menus and virtual
// lists set them.
const guiPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Patchbay</title>
<h1>The front end is not built</h1><p>This program was built without its pages. Run <code>make run</code> in the repository,
or use the command line: <code>patchbay --help</code>. The API works.</p></html>`

// frontend serves the built GUI: whole files, never a directory, a range or a 304 (the window's asset server
// cannot pass those on).
type frontend struct {
	files fs.FS
}

func newFrontend(files fs.FS) *frontend { return &frontend{files: files} }

// serve answers when the path is a file of the GUI, or its start page.
func (f *frontend) serve(w http.ResponseWriter, r *http.Request, rawPath string) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	name, err := url.PathUnescape(strings.TrimPrefix(rawPath, "/"))
	if err != nil || strings.ContainsAny(name, "\\\x00") {
		return false
	}
	if name == "" {
		name = "index.html"
	}
	data, ok := f.read(name)
	switch {
	case ok:
	case name == "index.html":
		data = []byte(notBuilt)
	default:
		return false
	}
	h := w.Header()
	h.Set("Content-Security-Policy", guiPolicy)
	h.Set("Content-Type", contentType(name))
	h.Set("Content-Length", strconv.Itoa(len(data)))
	if strings.HasPrefix(name, "assets/") { // their names hold a hash of their content
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(data)
	return true
}

func (f *frontend) read(name string) ([]byte, bool) {
	if f.files == nil || !fs.ValidPath(name) || strings.HasPrefix(path.Base(name), ".") {
		return nil, false
	}
	if info, err := fs.Stat(f.files, name); err != nil || !info.Mode().IsRegular() {
		return nil, false
	}
	data, err := fs.ReadFile(f.files, name)
	return data, err == nil
}

// contentType knows the kinds a build holds; the system's own table may be missing or wrong.
func contentType(name string) string {
	switch ext := path.Ext(name); ext {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".json", ".map", ".webmanifest":
		return "application/json"
	case ".woff2":
		return "font/woff2"
	default:
		if kind := mime.TypeByExtension(ext); kind != "" {
			return kind
		}
		return "application/octet-stream"
	}
}
