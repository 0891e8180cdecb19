package insights

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/wire"
)

// Routes lists the methods and paths of this API, in the order of its pages.
func Routes() []Route { return slices.Clone(routes) }

// unknownMethod says which methods the path has, and which path has the method. PUT
// of a flow names a type, not an id: one that is none is no path at all.
func unknownMethod(w http.ResponseWriter, r *http.Request, missing *wire.NoMethod) error {
	if missing.Path == flowPath && r.Method == http.MethodPut {
		w.Header().Del("Allow")
		return unknownPath(r, http.MethodPut)
	}
	message := fmt.Sprintf("%s is not a method of this path: it has %s", wire.Quote(r.Method), missing.Allow)
	if near := theTable().Nearest(r.URL.EscapedPath(), r.Method); near != "" {
		message += fmt.Sprintf("; the nearest path that has it is %s", near)
	}
	return &problem{status: http.StatusMethodNotAllowed, code: "METHOD_NOT_ALLOWED", message: message}
}

// unknownPath says which path is nearest, of those with a method or of all.
func unknownPath(r *http.Request, method string) error {
	sent := r.URL.EscapedPath()
	return &problem{status: http.StatusNotFound, code: "NOT_FOUND",
		message: fmt.Sprintf("there is nothing at %s: the nearest path is %s", wire.Quote(sent), theTable().Nearest(sent, method))}
}
