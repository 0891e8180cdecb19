package ais

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/schemas"
)

// Routes lists the methods and paths of this API, in the order of the page.
func Routes() []Route { return slices.Clone(routes) }

// methods is what one path answers to. The router knows paths alone: its own
// way with methods loses 405 and has no Allow.
type methods struct {
	path   string
	byName map[string]handler
	allow  string
}

// paths gathers the routes by path, in their order, so that each path is
// registered once.
func paths() (paths []*methods) {
	for _, route := range routes {
		i := slices.IndexFunc(paths, func(m *methods) bool { return m.path == route.Path })
		if i < 0 {
			i = len(paths)
			paths = append(paths, &methods{path: route.Path, byName: map[string]handler{http.MethodOptions: options}})
		}
		paths[i].byName[route.Method] = route.serve
		if route.Method == http.MethodGet {
			paths[i].byName[http.MethodHead] = route.serve
		}
	}
	for _, m := range paths {
		m.allow = allow(m.byName)
	}
	return paths
}

func allow(byName map[string]handler) string {
	return strings.Join(slices.Sorted(maps.Keys(byName)), ", ")
}

func (m *methods) serve(s *server, w http.ResponseWriter, r *http.Request) error {
	h, ok := m.byName[r.Method]
	if !ok || r.Method == http.MethodOptions {
		w.Header().Set("Allow", m.allow)
	}
	if !ok {
		return &problem{status: http.StatusMethodNotAllowed, violations: []bank.Violation{{
			Code: "Header.Invalid", Path: "method",
			Message: fmt.Sprintf("%s is not a method of this path: it has %s", r.Method, m.allow),
		}}}
	}
	return h(s, w, r)
}

func options(_ *server, w http.ResponseWriter, _ *http.Request) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// unknownPath says which path is nearest: a slip in a base URL or in a
// resource's name is the first thing that goes wrong for a newcomer.
func unknownPath(r *http.Request) error {
	sent := r.URL.EscapedPath()
	known := make([]string, len(routes))
	for i, route := range routes {
		known[i] = filled(Root+route.Path, sent)
	}
	near := routes[slices.Index(known, schemas.Nearest(sent, known))].Path
	return &problem{status: http.StatusNotFound, violations: []bank.Violation{{
		Code:    "Resource.NotFound",
		Message: fmt.Sprintf("there is nothing at %s: the nearest path is %s", quote(sent), Root+near),
	}}}
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
