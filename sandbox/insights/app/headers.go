package app

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// serve writes the file. A browser asks each time whether it has changed: a bank
// that is started anew may bring another app.
func (f file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", f.tag)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	if f.launcher {
		allowAnyOrigin(h)
	} else {
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Content-Security-Policy", policy(r.URL.Query()["embedder"]))
	}
	if r.Header.Get("If-None-Match") == f.tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(f.body))
}

// allowAnyOrigin lets the pages of a client, whose origin is never the bank's,
// load the launcher. The script itself needs no leave for that; the modules that
// it imports do, because browsers fetch modules by the CORS protocol. It is all
// the CORS that the app needs: the iframe talks to its own origin only, and to
// the page by postMessage. The files are public and the same for everybody, so
// any origin may read them, without credentials.
func allowAnyOrigin(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}

// policy lets the app load and call its own origin only, with nothing inline and
// no string made into markup; and lets the pages in embedders, and no others,
// hold it in a frame. The launcher says there which page and which pages around
// it that is. Anybody could say so: what it brings is that the app knows from the
// browser whom it talks to.
func policy(embedders []string) string {
	ancestors := "'self'"
	for _, e := range embedders[:min(len(embedders), mostEmbedders)] {
		if source := sourceOf(e); source != "" {
			ancestors += " " + source
		}
	}
	return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
		"form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors " + ancestors
}

// mostEmbedders is how many pages may stand around each other and the app.
const mostEmbedders = 8

// webOrigin is what may stand in a policy: nothing that could end a source
// expression or a directive.
var webOrigin = regexp.MustCompile(`^https?://[A-Za-z0-9._-]+(?::[0-9]{1,5})?$`)

// sourceOf is the source expression for an origin, "" for what is no origin of
// the web: a scheme, a host and maybe a port, and nothing else. A policy cannot
// name an IPv6 address, and anything wider would let in strangers: a page at one
// cannot hold the app.
func sourceOf(origin string) string {
	if !webOrigin.MatchString(origin) {
		return ""
	}
	u, err := url.Parse(origin)
	if err != nil || u.Hostname() == "" {
		return ""
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return ""
		}
	}
	return origin
}
