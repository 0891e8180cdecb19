package app_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/sandbank-dev/sandbank/sandbox/insights/app"
)

func get(path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	app.Handler().ServeHTTP(w, r)
	return w
}

func TestFilesAreServed(t *testing.T) {
	for _, tt := range []struct{ name, path, kind, begins string }{
		{"launcher", app.LauncherPath + "xs2a-app-launcher.js", "text/javascript; charset=utf-8", "//"},
		{"module of the launcher", app.LauncherPath + "dialog.js", "text/javascript; charset=utf-8", "//"},
		{"app", app.WidgetPath + "index.html", "text/html; charset=utf-8", "<!DOCTYPE html>"},
		{"view of the app", app.WidgetPath + "views/form.js", "text/javascript; charset=utf-8", "//"},
		{"style", app.WidgetPath + "tokens.css", "text/css; charset=utf-8", "/*"},
		{"picture", app.WidgetPath + "mark.svg", "image/svg+xml", "<svg"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := get(tt.path)
			if w.Code != http.StatusOK || w.Header().Get("Content-Type") != tt.kind || !strings.HasPrefix(w.Body.String(), tt.begins) {
				t.Errorf("got %d, %q, %.20q; want 200, %q, %q…", w.Code, w.Header().Get("Content-Type"), w.Body, tt.kind, tt.begins)
			}
			if got := get(tt.path, "If-None-Match", w.Header().Get("ETag")); got.Code != http.StatusNotModified || got.Body.Len() != 0 {
				t.Errorf("a browser that has the file gets %d and %d bytes, want 304 and none", got.Code, got.Body.Len())
			}
		})
	}
}

func TestWhatIsNotServed(t *testing.T) {
	for _, path := range []string{app.LauncherPath, app.WidgetPath + "views", app.WidgetPath + "../../app.go", "/xs2a/v1/sessions"} {
		if w := get(path); w.Code != http.StatusNotFound {
			t.Errorf("%s answers %d, want 404", path, w.Code)
		}
	}
	w := httptest.NewRecorder()
	app.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodPost, app.WidgetPath+"index.html", nil))
	if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST answers %d, Allow %q; want 405, GET and HEAD", w.Code, w.Header().Get("Allow"))
	}
}

// The app may be framed by whom the launcher names, and what is named cannot be
// made into more than a source expression.
func TestWhoMayFrameTheApp(t *testing.T) {
	for _, tt := range []struct{ name, query, want string }{
		{"nobody named", "", "'self'"},
		{"a shop", "?embedder=https://shop.example", "'self' https://shop.example"},
		{"a shop on a port", "?embedder=http://localhost:3000", "'self' http://localhost:3000"},
		{"a page in a page", "?embedder=http://a.example&embedder=http://b.example", "'self' http://a.example http://b.example"},
		{"an IPv6 address, which a policy cannot name", "?embedder=http://[::1]:3000", "'self'"},
		{"another directive", "?embedder=https://a.example;script-src%20*", "'self'"},
		{"another source", "?embedder=https://a.example%20*", "'self'"},
		{"a path", "?embedder=https://a.example/shop", "'self'"},
		{"a star", "?embedder=*", "'self'"},
		{"a file", "?embedder=null", "'self'"},
		{"too many", strings.Replace(strings.Repeat("&embedder=http://a", 9), "&", "?", 1), "'self'" + strings.Repeat(" http://a", 8)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			policy := get(app.WidgetPath + "index.html" + tt.query).Header().Get("Content-Security-Policy")
			_, got, _ := strings.Cut(policy, "frame-ancestors ")
			if got != tt.want {
				t.Errorf("frame-ancestors %s, want %s", got, tt.want)
			}
		})
	}
}

// Another origin can read the launcher, and nothing of the app.
func TestOtherOriginsReadTheLauncherOnly(t *testing.T) {
	if got := get(app.LauncherPath + "launcher.js").Header().Get("Access-Control-Allow-Origin"); got != "*" {
		t.Errorf("the launcher's modules allow origin %q, want *", got)
	}
	for _, name := range []string{"index.html", "auth.js", "tokens.css"} {
		h := get(app.WidgetPath + name).Header()
		if h.Get("Access-Control-Allow-Origin") != "" || h.Get("Cross-Origin-Resource-Policy") != "same-origin" {
			t.Errorf("%s is open to other origins: %v", name, h)
		}
	}
}

// The pages hold nothing inline: their policy would not let it run.
func TestPagesHoldNothingInline(t *testing.T) {
	for _, name := range []string{"index.html", "return.html", "policies.html"} {
		page := get(app.WidgetPath + name).Body.String()
		for _, inline := range []string{"<style", "style=", "<script>", " onclick", "javascript:", "http://", "https://"} {
			if strings.Contains(page, inline) {
				t.Errorf("%s holds %s", name, inline)
			}
		}
	}
}
