package ais

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// Routes lists the methods and paths of this API, in the order of the page.
func Routes() []Route { return slices.Clone(routes) }

// methods is what one path answers to. The router knows paths alone: its own
// way with methods loses 405 and has no Allow.
type methods struct {
	byName map[string]handler
	allow  string
}

// paths gathers the routes by path, so that each is registered once.
func (s *server) paths() map[string]*methods {
	paths := map[string]*methods{}
	for _, route := range routes {
		m, ok := paths[route.Path]
		if !ok {
			m = &methods{byName: map[string]handler{http.MethodOptions: options}}
			paths[route.Path] = m
		}
		h := func(w http.ResponseWriter, r *http.Request) error { return route.serve(s, w, r) }
		m.byName[route.Method] = h
		if route.Method == http.MethodGet {
			m.byName[http.MethodHead] = h
		}
	}
	for _, m := range paths {
		m.allow = allow(m.byName)
	}
	return paths
}

func allow(byName map[string]handler) string {
	var names []string
	for name := range byName {
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

func (m *methods) serve(w http.ResponseWriter, r *http.Request) error {
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
	return h(w, r)
}

func options(w http.ResponseWriter, _ *http.Request) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// unknownPath says which paths there are: a slip in a base URL is the first
// thing that goes wrong for a newcomer.
func unknownPath(_ http.ResponseWriter, r *http.Request) error {
	var known []string
	for _, route := range routes {
		if path := Root + route.Path; !slices.Contains(known, path) {
			known = append(known, path)
		}
	}
	return &problem{status: http.StatusNotFound, violations: []bank.Violation{{
		Code:    "Resource.NotFound",
		Message: fmt.Sprintf("there is nothing at %s: this API has %s", quote(r.URL.Path), strings.Join(known, ", ")),
	}}}
}
