package oauth

import (
	"fmt"
	"net/http"
	"sort"
	"strings"
)

// A route is a method on a path and who serves it.
type route struct {
	method, path string
	op           string // as the journal calls it
	serve        func(*Server, http.ResponseWriter, *http.Request, *call)
}

// Paths below the tenant's base.
const (
	discoveryPath  = "/.well-known/openid-configuration"
	prefix         = "/oauth2"
	jwksPath       = prefix + "/jwks"
	tokenPath      = prefix + "/token"
	authorizePath  = prefix + "/authorize"
	revokePath     = prefix + "/revoke"
	introspectPath = prefix + "/introspect"
	sessionPath    = authorizePath + "/{session}"
)

// The operations that more than the journal asks about.
const (
	opToken     = "token"
	opAuthorize = "authorize"
	opAnswer    = "authorize-answer"
)

var routes = []route{
	{http.MethodGet, discoveryPath, "discovery", (*Server).discovery},
	{http.MethodGet, jwksPath, "jwks", (*Server).jwks},
	{http.MethodPost, tokenPath, opToken, (*Server).token},
	{http.MethodGet, authorizePath, opAuthorize, (*Server).authorize},
	{http.MethodPost, authorizePath, opAuthorize, (*Server).authorize},
	{http.MethodGet, sessionPath, opAnswer, (*Server).authorize},
	{http.MethodPost, sessionPath, opAnswer, (*Server).authorize},
	{http.MethodPost, revokePath, "revoke", (*Server).revoke},
	{http.MethodPost, introspectPath, "introspect", (*Server).introspect},
}

// table is routes by path and method.
var table = func() map[string]map[string]route {
	t := map[string]map[string]route{}
	for _, r := range routes {
		if t[r.path] == nil {
			t[r.path] = map[string]route{}
		}
		t[r.path][r.method] = r
		if r.method == http.MethodGet && r.serveHEAD() {
			t[r.path][http.MethodHead] = r
		}
	}
	return t
}()

// serveHEAD tells whether a HEAD may be served as a GET: not where a GET brings
// something about.
func (r route) serveHEAD() bool { return r.path == discoveryPath || r.path == jwksPath }

// find returns the route for r, and the session if its path names one.
func find(r *http.Request) (rt route, session string, err error) {
	path := r.URL.Path
	if rest, ok := strings.CutPrefix(path, authorizePath+"/"); ok && rest != "" && !strings.Contains(rest, "/") {
		path, session = sessionPath, rest
	}
	methods, ok := table[path]
	if !ok {
		return rt, "", &refusal{Status: http.StatusNotFound, Code: "invalid_request", Description: fmt.Sprintf("there is nothing at %s; see %s", r.URL.Path, discoveryPath)}
	}
	if rt, ok = methods[r.Method]; ok {
		return rt, session, nil
	}
	return rt, "", &refusal{
		Status: http.StatusMethodNotAllowed, Code: "invalid_request", Allow: allow(methods),
		Description: fmt.Sprintf("%s does not take %s; it takes %s", r.URL.Path, r.Method, allow(methods)),
	}
}

func allow(methods map[string]route) string {
	var names []string
	for m := range methods {
		names = append(names, m)
	}
	sort.Strings(names)
	return strings.Join(names, ", ")
}
