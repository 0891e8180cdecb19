// Package app is the XS2A App: what a consumer sees when a client starts it with
// the client_token of a flow (account-insights.md section 4.1). It is two sets of
// static files, served as they lie here, without a build step:
//
//	/xs2a/app-launcher/v0/   the launcher, a script in the client's own page: it
//	                         opens a dialog, puts the app into it in an iframe,
//	                         and calls the client's callbacks
//	/xs2a/widget-app/v1/     the app in that iframe: the wizard, which talks to
//	                         the Auth API of its own origin and to nothing else
//
// The package must not know what a flow, a bank or a consent is, and holds no
// state: what it serves depends on the path, and in one header on who embeds it.
package app

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// Where the files are served, below the base of a bank or of a tenant (1.1, 4.1).
const (
	LauncherPath = "/xs2a/app-launcher/v0/"
	WidgetPath   = "/xs2a/widget-app/v1/"
)

//go:embed launcher widget
var files embed.FS

// A file is what one path answers.
type file struct {
	body, kind, tag string
	launcher        bool // part of the launcher, which runs in pages of other origins
}

// Handler serves the launcher and the app. It answers 404 to all other paths.
func Handler() http.Handler {
	served := map[string]file{}
	add(served, "launcher", LauncherPath)
	add(served, "widget", WidgetPath)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := served[r.URL.Path]
		switch {
		case !ok:
			http.Error(w, "The XS2A App has no file "+path.Base(r.URL.Path), http.StatusNotFound)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "The XS2A App is only read", http.StatusMethodNotAllowed)
		default:
			f.serve(w, r)
		}
	})
}

// add reads the files below dir into served, as paths below at.
func add(served map[string]file, dir, at string) {
	err := fs.WalkDir(files, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := files.ReadFile(name)
		sum := sha256.Sum256(body)
		served[at+strings.TrimPrefix(name, dir+"/")] = file{
			body: string(body), kind: mime.TypeByExtension(path.Ext(name)),
			tag: `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`, launcher: dir == "launcher",
		}
		return err
	})
	if err != nil {
		panic(err) // they are in the binary
	}
}
