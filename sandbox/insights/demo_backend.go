package insights

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
)

// A demoBackend is the backend of the demo's site. It calls the API and notes each
// call, for the page to show.
type demoBackend struct {
	api   http.Handler
	ctx   context.Context
	base  string
	token string
	calls []demoCall
}

// A demoCall is one call that the backend made.
type demoCall struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Status int    `json:"status"`
}

func (s *server) demoBackend(r *http.Request) *demoBackend {
	return &demoBackend{api: s, ctx: r.Context(), base: s.cfg.Base(r), token: aggregator.DemoTokens()[0].Token}
}

// call sends in to a path or a link of the API, and reads what it answers as data
// into out. A refusal is an error with the API's own status and words.
func (b *demoBackend) call(method, link string, in, out any) error {
	path, ok := strings.CutPrefix(link, b.base)
	if !ok && !strings.HasPrefix(link, "/") {
		return &problem{status: http.StatusBadRequest, code: "BAD_REQUEST", message: fmt.Sprintf("%s is no link of this API", wire.Quote(link))}
	}
	r, err := b.request(method, path, in)
	if err != nil {
		return err
	}
	answered := recorder{header: http.Header{}, status: http.StatusOK}
	b.api.ServeHTTP(&answered, r)
	b.calls = append(b.calls, demoCall{method, path, answered.status})
	return answered.read(out)
}

func (b *demoBackend) request(method, path string, in any) (*http.Request, error) {
	var body bytes.Buffer
	if in != nil {
		if err := json.NewEncoder(&body).Encode(in); err != nil {
			return nil, err
		}
	}
	r, err := http.NewRequestWithContext(b.ctx, method, path, &body)
	if err != nil {
		return nil, malformed("%s is no path: %v", wire.Quote(path), err)
	}
	r.Header.Set("Authorization", "Token "+b.token)
	if in != nil {
		r.Header.Set("Content-Type", "application/json;charset=utf-8")
	}
	return r, nil
}

// A recorder keeps the answer to a call.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *recorder) Header() http.Header             { return a.header }
func (a *recorder) WriteHeader(status int)          { a.status = status }
func (a *recorder) Write(p []byte) (n int, _ error) { return a.body.Write(p) }

func (a *recorder) read(out any) error {
	var said struct {
		Data  json.RawMessage `json:"data"`
		Error struct{ Code, Message string }
	}
	if err := json.Unmarshal(a.body.Bytes(), &said); err != nil {
		return err
	}
	if a.status >= http.StatusBadRequest {
		return &problem{status: a.status, code: said.Error.Code, message: said.Error.Message}
	}
	return json.Unmarshal(said.Data, out)
}

// psuOf is the consumer as the client's site sees it (2.1): never made up, but
// where a browser does not say what it is.
func psuOf(r *http.Request) map[string]string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	return map[string]string{"user_agent": cmp.Or(r.UserAgent(), "unknown"), "ip_address": host}
}
