package ais

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
)

// Routes lists the methods and paths of this API, in the order of the page.
func Routes() []Route { return slices.Clone(routes) }

// unknownMethod says which methods the path has.
func unknownMethod(r *http.Request, allow string) error {
	return &problem{status: http.StatusMethodNotAllowed, violations: []bank.Violation{{
		Code: "Header.Invalid", Path: "method",
		Message: fmt.Sprintf("%s is not a method of this path: it has %s", r.Method, allow),
	}}}
}

// unknownPath says which path is nearest.
func unknownPath(r *http.Request) error {
	sent := r.URL.EscapedPath()
	return &problem{status: http.StatusNotFound, violations: []bank.Violation{{
		Code:    "Resource.NotFound",
		Message: fmt.Sprintf("there is nothing at %s: the nearest path is %s", wire.Quote(sent), theTable().Nearest(sent, "")),
	}}}
}
