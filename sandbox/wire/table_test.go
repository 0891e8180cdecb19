package wire

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gorilla/mux"
)

// writes is a handler that writes its name, the API and what the path has for id.
func writes(name string) Handler[string] {
	return func(api string, w http.ResponseWriter, r *http.Request) error {
		_, err := io.WriteString(w, name+" of "+api+" "+mux.Vars(r)["id"])
		return err
	}
}

var errRefused = errors.New("refused")

func refuses(string, http.ResponseWriter, *http.Request) error { return errRefused }

func shelf() *Table[string] {
	return NewTable([]Route[string]{
		{http.MethodGet, "/books/best", writes("best")},
		{http.MethodGet, "/books/{id}", writes("book")},
		{http.MethodDelete, "/books/{id}", refuses},
		{http.MethodPost, "/books", writes("new")},
	})
}

func TestServe(t *testing.T) {
	table := shelf()
	for _, tt := range []struct {
		method, path string
		status       int
		body, allow  string
		err          string
	}{
		{"GET", "/books/7", 200, "book of us 7", "", ""},
		{"GET", "/books/best", 200, "best of us ", "", ""},
		{"HEAD", "/books/7", 200, "book of us 7", "", ""},
		{"GET", "/books/a%2Fb", 200, "book of us a%2Fb", "", ""},
		{"POST", "/books", 200, "new of us ", "", ""},
		{"DELETE", "/books/7", 200, "", "", "refused"},
		{"OPTIONS", "/books/7", 204, "", "DELETE, GET, HEAD, OPTIONS", ""},
		{"OPTIONS", "/books", 204, "", "OPTIONS, POST", ""},
		{"PUT", "/books/7", 200, "", "DELETE, GET, HEAD, OPTIONS", "/books/{id} has DELETE, GET, HEAD, OPTIONS"},
		{"HEAD", "/books", 200, "", "OPTIONS, POST", "/books has OPTIONS, POST"},
		{"GET", "/books/", 200, "", "", "there is no such path"},
		{"OPTIONS", "/shelves", 200, "", "", "there is no such path"},
	} {
		t.Run(tt.method+" "+tt.path, func(t *testing.T) {
			w := httptest.NewRecorder()
			err := table.Serve("us", w, httptest.NewRequest(tt.method, tt.path, nil))
			if w.Code != tt.status || w.Body.String() != tt.body || w.Header().Get("Allow") != tt.allow || told(err) != tt.err {
				t.Errorf("got %d %q, Allow %q, %q; want %d %q, %q, %q", w.Code, w.Body, w.Header().Get("Allow"), told(err), tt.status, tt.body, tt.allow, tt.err)
			}
		})
	}
}

func TestNearest(t *testing.T) {
	table := shelf()
	for _, tt := range []struct{ name, sent, method, want string }{
		{"a slip", "/boks", "", "/books"},
		{"a slip before an id", "/boks/1234567890", "", "/books/{id}"},
		{"a word for an id", "/books/bets", "", "/books/{id}"},
		{"of those with the method", "/books/bets", "POST", "/books"},
		{"no route with the method", "/books", "PATCH", ""},
	} {
		if got := table.Nearest(tt.sent, tt.method); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}
