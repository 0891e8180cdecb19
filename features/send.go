package features

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// A Call is a request to the bank as a step words it. What it does not say is
// filled in as a well-behaved client of the profile would: a token of the AISP,
// JSON both ways and, in obf-ais-1.0, a fresh x-fapi-interaction-id.
type Call struct {
	Method string
	Path   string      // below base_url, as in "/accounts"; or a whole URL
	Query  url.Values  // added to the address
	Header http.Header // replaces the defaults; a name with no values removes one
	Body   []byte      // nil sends none
	As     *AISP       // whose token to use; nil is World.AISP
	Token  string      // this token instead of the AISP's own
	Bare   bool        // send none of the default headers and no token
}

// Send sends the call and keeps the exchange. A redirect is an answer like any
// other. If no answer came that can be read, the error is a Finding against the
// bank, or ErrPrerequisite where nothing came at all; that the answer is not
// what the step hoped for is no error here.
func (w *World) Send(ctx context.Context, c Call) (*Exchange, error) {
	header, err := w.headersOf(ctx, c)
	if err != nil {
		return nil, err
	}
	address := c.Path
	if !strings.Contains(address, "://") {
		address = w.Target.BaseURL + address
	}
	if len(c.Query) > 0 {
		address += "?" + c.Query.Encode()
	}
	return w.do(ctx, c.Method, address, header, c.Body)
}

// headersOf gives the headers of a call, the defaults of its profile among them.
func (w *World) headersOf(ctx context.Context, c Call) (http.Header, error) {
	header := http.Header{}
	if !c.Bare {
		own, err := w.Target.api().headers(ctx, w, c)
		if err != nil {
			return nil, err
		}
		header = own
	}
	for name, values := range c.Header {
		if len(values) == 0 {
			header.Del(name)
			continue
		}
		header[http.CanonicalHeaderKey(name)] = values
	}
	return header, nil
}

// names tells whether the headers have one of that name, even without values.
func names(h http.Header, name string) bool {
	for own := range h {
		if strings.EqualFold(own, name) {
			return true
		}
	}
	return false
}

// do sends one request and waits for its answer. Where the request bears the
// token of a consent that scenarios share, and that has died, it is made anew and
// the request sent again.
func (w *World) do(ctx context.Context, method, address string, header http.Header, body []byte) (*Exchange, error) {
	if err := w.sparesShared(ctx, method, address, body); err != nil {
		return nil, err
	}
	header = w.current(header)
	e, err := w.exchange(ctx, method, address, header, body)
	if err != nil || e.Status != http.StatusUnauthorized || !w.revive(ctx, bearerOf(header)) {
		return e, err
	}
	return w.exchange(ctx, method, address, w.current(header), body)
}

// exchange sends one request, once.
func (w *World) exchange(ctx context.Context, method, address string, header http.Header, body []byte) (*Exchange, error) {
	s := &slot{world: w, body: body}
	var reader *bytes.Reader
	if body != nil {
		reader = bytes.NewReader(body)
	}
	req, err := newRequest(withSlot(ctx, s), method, address, reader)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrHarness, err)
	}
	req.Header = header
	if header.Get("User-Agent") == "" {
		header.Set("User-Agent", w.userAgent())
	}
	resp, err := w.run.http.Do(req)
	if err == nil {
		resp.Body.Close()
	}
	switch {
	case errors.Is(err, ErrHarness):
		return nil, unwrapURL(err)
	case s.exchange != nil: // even if the client cannot read its Location
		return s.exchange, nil
	case s.lost != nil:
		w.keepLost(s.lost)
	}
	return nil, w.lost(ctx, s.lost != nil && s.lost.Status > 0, unwrapURL(err))
}

func newRequest(ctx context.Context, method, address string, body *bytes.Reader) (*http.Request, error) {
	if body == nil {
		return http.NewRequestWithContext(ctx, method, address, nil)
	}
	return http.NewRequestWithContext(ctx, method, address, body)
}

// userAgent names the scenario, so that a bank's engineer finds it in his logs.
func (w *World) userAgent() string {
	if w.item == nil {
		return "sandbank-verify"
	}
	return "sandbank-verify (" + w.item.id + ")"
}

// unwrapURL takes the address out of a client's error: it may hold a code or a
// token, and the step names the request anyway.
func unwrapURL(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
