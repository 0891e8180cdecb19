package insights

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestAuthorization(t *testing.T) {
	api := newTestAPI(t)
	for _, row := range []struct {
		name   string
		header []string
		want   int
	}{
		{"good", nil, http.StatusOK},
		{"the scheme in another case", []string{"Authorization", "-", "Authorization", "tOKEN insights-demo-token"}, http.StatusOK},
		{"two blanks", []string{"Authorization", "-", "Authorization", "Token  insights-demo-token "}, http.StatusOK},
		{"missing", []string{"Authorization", "-"}, http.StatusUnauthorized},
		{"empty", []string{"Authorization", "-", "Authorization", ""}, http.StatusUnauthorized},
		{"no token", []string{"Authorization", "-", "Authorization", "Token"}, http.StatusUnauthorized},
		{"no scheme", []string{"Authorization", "-", "Authorization", "insights-demo-token"}, http.StatusUnauthorized},
		{"Bearer, as older pages have it", []string{"Authorization", "-", "Authorization", "Bearer insights-demo-token"}, http.StatusUnauthorized},
		{"two tokens", []string{"Authorization", "-", "Authorization", "Token insights-demo-token insights-demo-token"}, http.StatusUnauthorized},
		{"given twice", []string{"Authorization", "Token insights-demo-token"}, http.StatusUnauthorized},
		{"unknown", []string{"Authorization", "-", "Authorization", "Token insights-demo-tokem"}, http.StatusUnauthorized},
		{"in another case", []string{"Authorization", "-", "Authorization", "Token Insights-Demo-Token"}, http.StatusUnauthorized},
	} {
		t.Run(row.name, func(t *testing.T) {
			e := api.send(http.MethodPost, "/insights/v1/categories/get", "", row.header...)
			if e.status != row.want {
				t.Fatalf("got %d, want %d: %s", e.status, row.want, e.body)
			}
			if challenge := e.header.Get("WWW-Authenticate"); (challenge != "") != (row.want == http.StatusUnauthorized) {
				t.Errorf("WWW-Authenticate is %q", challenge)
			}
			if row.want == http.StatusUnauthorized && e.dig(t, "error.code") != "UNAUTHORIZED" {
				t.Errorf("got %s", e.body)
			}
			if strings.Contains(e.body, "demo-token") {
				t.Errorf("the answer has the token in it: %s", e.body)
			}
		})
	}
}

func TestTokenIsTooOldAfter180Days(t *testing.T) {
	api := newTestAPI(t)
	api.must(t, http.StatusOK, http.MethodPost, "/insights/v1/categories/get", "")
	for _, row := range []struct{ hours, want int }{{180*24 - 1, http.StatusOK}, {1, http.StatusUnauthorized}} {
		api.clock.Advance(time.Duration(row.hours) * time.Hour)
		if e := api.send(http.MethodPost, "/insights/v1/categories/get", ""); e.status != row.want {
			t.Errorf("%d hours later: got %d, want %d: %s", row.hours, e.status, row.want, e.body)
		}
	}
}

// The order of the checks, each request failing at one and all that come after.
func TestChecksComeInOrder(t *testing.T) {
	api := newTestAPI(t)
	for _, row := range []struct {
		name, method, path, body string
		header                   []string
		want                     int
		code                     string
	}{
		{"unknown path", "GET", "/xs2a/v1/session", "{", []string{"Authorization", "-"}, 404, "NOT_FOUND"},
		{"unknown method", "PATCH", sessions, "{", []string{"Authorization", "-"}, 405, "METHOD_NOT_ALLOWED"},
		{"no token", "GET", sessions + "/x", "{", []string{"Authorization", "-"}, 401, "UNAUTHORIZED"},
		{"GET with a body", "GET", sessions + "/x", "{}", nil, 403, "FORBIDDEN"},
		{"a type that is not read", "PUT", sessions, "{", []string{"Content-Type", "-", "Content-Type", "text/plain"}, 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"a coding that is not read", "PUT", sessions, "{", []string{"Content-Encoding", "gzip"}, 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"a charset that is not read", "PUT", sessions, "{", []string{"Content-Type", "-", "Content-Type", "application/json;charset=latin1"}, 415, "UNSUPPORTED_MEDIA_TYPE"},
		{"too large", "PUT", sessions, strings.Repeat(" ", maxBody+1), nil, 413, "PAYLOAD_TOO_LARGE"},
		{"malformed", "PUT", sessions, `{"psu":`, nil, 400, "BAD_REQUEST"},
		{"invalid", "PUT", sessions, `{}`, nil, 400, "VALIDATION_ERROR"},
		{"no body where one must be", "PUT", sessions, ``, nil, 400, "VALIDATION_ERROR"},
		{"no such thing", "GET", sessions + "/x", ``, nil, 404, "NOT_FOUND"},
	} {
		t.Run(row.name, func(t *testing.T) {
			e := api.send(row.method, row.path, row.body, row.header...)
			if e.status != row.want || e.dig(t, "error.code") != row.code {
				t.Errorf("got %d %s, want %d %s", e.status, e.body, row.want, row.code)
			}
			if e.dig(t, "error.message") == "" || e.header.Get("Content-Type") != "application/json" {
				t.Errorf("got %v %s", e.header, e.body)
			}
		})
	}
}

func TestBodiesAreReadInManyWays(t *testing.T) {
	api := newTestAPI(t)
	for _, row := range []struct {
		name string
		make func() *http.Request
		want int
	}{
		{"of unknown length", func() *http.Request { return chunked(aSession) }, 201},
		{"of unknown length, too large", func() *http.Request { return chunked(aSession + strings.Repeat(" ", maxBody)) }, 413},
		{"as large as may be", func() *http.Request { return chunked(aSession + strings.Repeat(" ", maxBody-len(aSession))) }, 201},
		{"without a type", func() *http.Request { r := chunked(aSession); r.Header.Del("Content-Type"); return r }, 201},
		{"shorter than announced", func() *http.Request { r := chunked(aSession); r.ContentLength = 1000; return r }, 400},
		{"GET of unknown length without any", func() *http.Request { r := chunked(""); r.Method, r.ContentLength = "GET", -1; return r }, 405},
	} {
		t.Run(row.name, func(t *testing.T) {
			r := row.make()
			if e := api.do(r); e.status != row.want {
				t.Errorf("got %d, want %d: %s", e.status, row.want, e.body)
			}
		})
	}
}

func chunked(body string) *http.Request {
	r := httptest.NewRequest(http.MethodPut, sessions, struct{ *strings.Reader }{strings.NewReader(body)})
	r.ContentLength = -1
	r.Header.Set("Authorization", "Token insights-demo-token")
	r.Header.Set("Content-Type", "application/json")
	return r
}
