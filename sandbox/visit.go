package sandbox

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// defaultTenant is who answers where the path names no tenant.
const defaultTenant = "default"

var tenantName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// A visit is what the path and the address of a request say: which tenant, by
// which scenario, and what URIs that tenant's answers are built on.
type visit struct {
	tenant   string
	scenario string // named behind the tenant with a ~; "" if none
	prefix   string // what stands before the bank's own paths
	base     string // scheme, host and prefix, without a slash at the end
}

type visitKey struct{}

// visitOf reads a visit from /t/{tenant}/… or /t/{tenant}~{scenario}/….
func visitOf(r *http.Request, forwarded bool) (visit, error) {
	v := visit{tenant: defaultTenant}
	if rest, ok := strings.CutPrefix(r.URL.Path, "/t/"); ok {
		segment, _, _ := strings.Cut(rest, "/")
		v.tenant, v.scenario, _ = strings.Cut(segment, "~")
		v.prefix = "/t/" + segment
		if err := checkTenantName(v.tenant); err != nil {
			return visit{}, err
		}
	}
	v.base = origin(r, forwarded) + (&url.URL{Path: v.prefix}).EscapedPath()
	return v, nil
}

// checkTenantName says whether a tenant may be called so: up to 64 letters,
// digits, dots, underlines and hyphens, a letter or digit first.
func checkTenantName(name string) error {
	if !tenantName.MatchString(name) {
		return fmt.Errorf("%.70q is no name for a tenant: up to 64 letters, digits, '.', '_' and '-', a letter or digit first", name)
	}
	return nil
}

// What may stand in a URI as its scheme and as its host. Links are built on what
// the client or a proxy sent, and must be URIs whatever that was.
var (
	webScheme = regexp.MustCompile(`^https?$`)
	webHost   = regexp.MustCompile(`^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?$`)
)

// origin is the scheme and host that the client used.
func origin(r *http.Request, forwarded bool) string {
	scheme, host := "http", cmp.Or(hostIn(r.Host), listening(r))
	if r.TLS != nil {
		scheme = "https"
	}
	if forwarded {
		scheme = cmp.Or(webScheme.FindString(outermost(r, "X-Forwarded-Proto")), scheme)
		host = cmp.Or(hostIn(outermost(r, "X-Forwarded-Host")), host)
	}
	return scheme + "://" + host
}

// hostIn is text if it can be a host and its port, else "".
func hostIn(text string) string {
	_, port, found := strings.Cut(webHost.FindString(text), ":")
	if _, err := strconv.ParseUint(port, 10, 16); found && err != nil && !strings.HasPrefix(text, "[") {
		return ""
	}
	return webHost.FindString(text)
}

// listening is the address that the request came in at, for a client that says
// no host, or none that could be one.
func listening(r *http.Request) string {
	if at, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		return at.String()
	}
	return "localhost"
}

// outermost is the first entry of a comma-separated header, the one that the
// outermost proxy wrote.
func outermost(r *http.Request, header string) string {
	first, _, _ := strings.Cut(r.Header.Get(header), ",")
	return strings.TrimSpace(first)
}

// enter returns the request as the tenant's rooms see it: without the tenant in
// the path, and with the visit beside it.
func (v visit) enter(r *http.Request) *http.Request {
	in := r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
	if v.prefix != "" {
		u := *r.URL
		u.Path = strings.TrimPrefix(u.Path, v.prefix)
		u.RawPath = strings.TrimPrefix(u.RawPath, (&url.URL{Path: v.prefix}).EscapedPath())
		in.URL = &u
	}
	return in
}

func visitIn(r *http.Request) visit {
	v, _ := r.Context().Value(visitKey{}).(visit)
	return v
}

func baseOf(r *http.Request) string     { return visitIn(r).base }
func scenarioOf(r *http.Request) string { return visitIn(r).scenario }
