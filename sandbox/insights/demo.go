package insights

import (
	"embed"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/journal"
)

// The demo is a client's site that integrates the XS2A App: a page that sets
// window.onXS2AReady, loads the launcher and starts a flow (4.1), and a backend
// behind it that alone has the client's token. The backend calls this API as any
// client does, through the same handler.
//
//	GET  /demo          the page; its files lie below /demo/, each with a route of its own
//	POST /demo/start    makes a session and an Insights-Refresh flow, answers the client_token
//	POST /demo/result   reads the Flow-Information and, if the flow is finished, reports
func demoPages() []Route {
	all := []Route{
		{http.MethodGet, "/demo", "showDemo", showDemo},
		{http.MethodGet, "/demo/", "showDemo", toDemo},
		{http.MethodPost, "/demo/start", "startDemo", startDemo},
		{http.MethodPost, "/demo/result", "finishDemo", finishDemo},
	}
	files, err := demoFiles.ReadDir("demo")
	if err != nil {
		panic(err) // they are in the binary
	}
	for _, file := range files {
		all = append(all, Route{http.MethodGet, "/demo/" + file.Name(), "showDemo", showDemo})
	}
	return all
}

//go:embed demo
var demoFiles embed.FS

// demoPolicy is what a client's site with the app needs, and no more: the
// launcher's script, the app's frame, and its own backend.
const demoPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// toDemo sends to the page from the folder of its files: what the page links to is
// counted from /demo.
func toDemo(s *server, w http.ResponseWriter, r *http.Request) error {
	journal.Tag(r, "showDemo", "", "")
	http.Redirect(w, r, s.cfg.Base(r)+"/demo", http.StatusPermanentRedirect)
	return nil
}

func showDemo(_ *server, w http.ResponseWriter, r *http.Request) error {
	journal.Tag(r, "showDemo", "", "")
	name := strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/demo"), "/")
	if name == "" {
		name = "index.html"
	}
	body, err := demoFiles.ReadFile("demo/" + name)
	if err != nil {
		return err // not reached: each route of a file has its file
	}
	h := w.Header()
	h.Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	h.Set("Content-Security-Policy", demoPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	_, _ = w.Write(body)
	return nil
}
