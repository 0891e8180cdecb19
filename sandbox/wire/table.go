package wire

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/mux"

	"github.com/sandbank-dev/sandbank/schemas"
)

// A Handler serves a request of the API s or says why not; its error becomes the
// answer.
type Handler[S any] func(s S, w http.ResponseWriter, r *http.Request) error

// A Route is a method of a path. The path has the names of its variables in braces.
type Route[S any] struct {
	Method, Path string
	Serve        Handler[S]
}

// A Table is the routes of an API. It may be shared: mux compiles a regular
// expression for each path, which would be most of what it costs to make a tenant.
type Table[S any] struct {
	routes []Route[S]
	router *mux.Router
	paths  map[string]*path[S]
}

// A path is what it answers to. The router knows paths alone: its own way with
// methods loses 405 and has no Allow.
type path[S any] struct {
	byMethod map[string]Handler[S]
	allow    string
}

// ErrNoPath says that no route has the path of a request.
var ErrNoPath = errors.New("there is no such path")

// NoMethod says that a path is there, but not with the method of a request.
type NoMethod struct {
	Path  string // as the route has it
	Allow string // the methods that it has
}

// Error says which methods there are.
func (e *NoMethod) Error() string { return e.Path + " has " + e.Allow }

// NewTable registers each path once, in the order of the routes. Where GET is served
// HEAD is, and OPTIONS everywhere.
func NewTable[S any](routes []Route[S]) *Table[S] {
	// mux would take a%2Fb for two segments.
	t := &Table[S]{routes, mux.NewRouter().UseEncodedPath(), map[string]*path[S]{}}
	for _, route := range routes {
		p := t.paths[route.Path]
		if p == nil {
			p = &path[S]{byMethod: map[string]Handler[S]{http.MethodOptions: options[S]}}
			t.paths[route.Path] = p
			t.router.Path(route.Path).Name(route.Path)
		}
		p.byMethod[route.Method] = route.Serve
		if route.Method == http.MethodGet {
			p.byMethod[http.MethodHead] = route.Serve
		}
	}
	for _, p := range t.paths {
		p.allow = strings.Join(slices.Sorted(maps.Keys(p.byMethod)), ", ")
	}
	return t
}

// Serve hands a request to what its path and its method answer with, the variables
// of the path for mux.Vars to tell. The error is the handler's own, or ErrNoPath, or
// NoMethod, whose answer has its Allow by then.
func (t *Table[S]) Serve(s S, w http.ResponseWriter, r *http.Request) error {
	var found mux.RouteMatch
	if !t.router.Match(r, &found) {
		return ErrNoPath
	}
	name := found.Route.GetName()
	p := t.paths[name]
	serve, ok := p.byMethod[r.Method]
	if !ok || r.Method == http.MethodOptions {
		w.Header().Set("Allow", p.allow)
	}
	if !ok {
		return &NoMethod{name, p.allow}
	}
	return serve(s, w, mux.SetURLVars(r, found.Vars))
}

func options[S any](_ S, w http.ResponseWriter, _ *http.Request) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// Nearest is the path most like the one that was sent, of the routes with that
// method, or of all for ""; itself "" if there is none. A slip in a base URL or in a
// resource's name is the first thing that goes wrong for a newcomer.
func (t *Table[S]) Nearest(sent, method string) string {
	var known, templates []string
	for _, route := range t.routes {
		if method == "" || method == route.Method {
			known, templates = append(known, filled(route.Path, sent)), append(templates, route.Path)
		}
	}
	if len(known) == 0 {
		return ""
	}
	return templates[slices.Index(known, schemas.Nearest(sent, known))]
}

// filled puts what a path has in the place of an id there.
func filled(template, path string) string {
	segments, sent := strings.Split(template, "/"), strings.Split(path, "/")
	for i, segment := range segments {
		if strings.HasPrefix(segment, "{") && i < len(sent) {
			segments[i] = sent[i]
		}
	}
	return strings.Join(segments, "/")
}
