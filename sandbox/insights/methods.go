package insights

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/schemas"
)

// Routes lists the methods and paths of this API, in the order of its pages.
func Routes() []Route { return slices.Clone(routes) }

// methods is what one path answers to. The router knows paths alone: its own way
// with methods loses 405 and has no Allow.
type methods struct {
	path   string
	byName map[string]handler
	allow  string
}

// paths gathers the routes by path, in their order, so that each path is
// registered once.
func paths() (paths []*methods) {
	for _, route := range slices.Concat(routes, pages) {
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
		m.allow = strings.Join(slices.Sorted(maps.Keys(m.byName)), ", ")
	}
	return paths
}

func (m *methods) serve(s *server, w http.ResponseWriter, r *http.Request) error {
	h, ok := m.byName[r.Method]
	if !ok || r.Method == http.MethodOptions {
		w.Header().Set("Allow", m.allow)
	}
	if !ok {
		return &problem{status: http.StatusMethodNotAllowed, code: "METHOD_NOT_ALLOWED", message: m.instead(r)}
	}
	return h(s, w, r)
}

// instead says which methods the path has, and which path has the method: PUT of a
// flow whose type has a slip in it lands at the flow of that id.
func (m *methods) instead(r *http.Request) string {
	message := fmt.Sprintf("%s is not a method of this path: it has %s", quote(r.Method), m.allow)
	sent := r.URL.EscapedPath()
	if near := nearest(sent, func(route Route) bool { return route.Method == r.Method }); near != "" {
		message += fmt.Sprintf("; the nearest path that has it is %s", near)
	}
	return message
}

func options(_ *server, w http.ResponseWriter, _ *http.Request) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// unknownPath says which path is nearest: a slip in a base URL or in a report's
// name is the first thing that goes wrong for a newcomer.
func unknownPath(r *http.Request) error {
	sent := r.URL.EscapedPath()
	near := nearest(sent, func(Route) bool { return true })
	return &problem{status: http.StatusNotFound, code: "NOT_FOUND",
		message: fmt.Sprintf("there is nothing at %s: the nearest path is %s", quote(sent), near)}
}

// nearest is the path most like the one that was sent, of the routes that are
// wanted; "" if none is.
func nearest(sent string, wanted func(Route) bool) string {
	var known, templates []string
	for _, route := range routes {
		if wanted(route) {
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
