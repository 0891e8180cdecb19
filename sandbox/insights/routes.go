package insights

import "net/http"

// A Route is a method of a path, counted from the tenant's root. Op is what the
// journal calls it.
type Route struct {
	Method, Path, Op string
	serve            handler
}

const (
	sessionPath  = "/xs2a/v1/sessions/{session_id}"
	insightsRoot = "/insights/v1"
)

var routes = []Route{
	takes(http.MethodPut, "/xs2a/v1/sessions", "createSession", "CreateSessionRequest", (*server).createSession),
	asks(http.MethodGet, sessionPath, "getSession", (*server).getSession),
	asks(http.MethodDelete, sessionPath, "closeSession", (*server).closeSession),

	takes(http.MethodPost, insightsRoot+"/categories/get", "getCategories", "CategoriesRequest", (*server).getCategories),
}

// pages are what a consumer's browser asks for. None of them needs a token.
var pages = []Route{}
