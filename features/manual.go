package features

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// callbacks waits at the AISPs' redirect URIs for customers that come back
// from the bank, and knows them by their state.
type callbacks struct {
	out     io.Writer
	servers []*http.Server
	turn    sync.Mutex // one person is asked one thing at a time

	lines chan struct{} // a line was typed; nil if nobody can type
	done  chan struct{} // closed when nobody is waited for any more

	mu      sync.Mutex
	waiting map[string]chan *url.URL
}

// patience is how long a person may take for one visit to the bank.
const patience = 2 * time.Minute

// listenForCallbacks opens the loopback addresses of the redirect URIs.
func listenForCallbacks(aisps []*AISP, out io.Writer, in io.Reader) (*callbacks, error) {
	c := &callbacks{out: out, waiting: map[string]chan *url.URL{}, done: make(chan struct{})}
	var hosts []string
	for _, a := range aisps {
		u, err := url.Parse(a.RedirectURI)
		if err != nil || slices.Contains(hosts, u.Host) {
			continue
		}
		hosts = append(hosts, u.Host)
		listener, err := net.Listen("tcp", u.Host)
		if err != nil {
			c.close()
			return nil, &UsageError{Err: fmt.Errorf("consent manual: client %s: cannot listen at redirect_uri %s: %w", a.ID, a.RedirectURI, err)}
		}
		server := &http.Server{Handler: c, ReadHeaderTimeout: 10 * time.Second}
		c.servers = append(c.servers, server)
		go server.Serve(listener) // ends at close
	}
	if in != nil {
		c.lines = make(chan struct{})
		go c.listen(in)
	}
	return c, nil
}

// listen passes on that a line was typed. The end of the input is none. It ends
// with the input, or with the first line after close.
func (c *callbacks) listen(in io.Reader) {
	for typed := bufio.NewScanner(in); typed.Scan(); {
		select {
		case c.lines <- struct{}{}:
		case <-c.done:
			return
		}
	}
}

// close ends the waiting, once those who came back have had their page.
func (c *callbacks) close() {
	close(c.done)
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	for _, s := range c.servers {
		if s.Shutdown(ctx) != nil {
			s.Close()
		}
	}
}

// bounce sends what stands in the fragment, which no server sees, as a query.
const bounce = `<!doctype html><meta charset="utf-8"><title>Sandbank</title>
<p>Back from the bank.</p><noscript>Replace the # in the address by a ? and load it again.</noscript>
<script>if (location.hash.length > 1) location.replace(location.pathname + "?" + location.hash.slice(1))</script>`

// ServeHTTP takes a customer who came back.
func (c *callbacks) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	state := r.URL.Query().Get("state")
	if state == "" {
		io.WriteString(w, bounce)
		return
	}
	c.mu.Lock()
	back := c.waiting[state]
	delete(c.waiting, state)
	c.mu.Unlock()
	if back == nil {
		http.Error(w, "No scenario waits for this answer.", http.StatusGone)
		return
	}
	back <- r.URL
	io.WriteString(w, "<!doctype html><meta charset=\"utf-8\"><title>Sandbank</title><p>Thank you. The suite goes on; this page can be closed.")
}

// wait prints what the person is to do, and waits until the customer is back or
// the person says that nothing came back. That is a result and no error.
func (c *callbacks) wait(ctx context.Context, a *Authorisation, errand, address string) error {
	c.turn.Lock()
	defer c.turn.Unlock()
	if ctx.Err() != nil {
		return fmt.Errorf("%w: the customer was not sent to the bank: %w", ErrPrerequisite, context.Cause(ctx))
	}
	back := make(chan *url.URL, 1)
	c.mu.Lock()
	c.waiting[a.State] = back
	c.mu.Unlock()
	enter := ""
	if c.lines != nil {
		enter = "Press Enter here if the bank does not send you back.\n"
	}
	select {
	case <-c.lines: // typed before it was asked for
	default:
	}
	fmt.Fprintf(c.out, "\n%s, within %s:\n  %s\n%s", errand, inWords(patience), address, enter)
	ctx, cancel := context.WithTimeoutCause(ctx, patience, fmt.Errorf("within %s", inWords(patience)))
	defer cancel()
	select {
	case at := <-back:
		a.read(at)
		return nil
	case <-c.lines:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%w: nobody came back from the bank, nor pressed Enter: %w", ErrPrerequisite, context.Cause(ctx))
	}
}

// errand says what a person is to do at the bank, for which scenario.
func (w *World) errand(a *Authorisation) string {
	what, step := "Log in as the customer and authorise", ""
	if w.item != nil {
		step = " [" + w.item.id + "]"
	}
	if w.item != nil && w.step >= 0 && w.step < len(w.item.pickle.Steps) {
		for word, other := range errands {
			if strings.Contains(w.item.pickle.Steps[w.step].Text, word) {
				what = other
			}
		}
	}
	switch {
	case a.As != w.AISP:
		what = "Try to authorise, for the AISP " + a.As.ID + " that did not make it (the bank ought to refuse)"
	case w.consent.state == Revoked || w.consent.state == Rejected:
		what = "Try to authorise (the bank ought to refuse, for it is " + string(w.consent.state) + ")"
	case w.Control != nil:
		what = "Open the page and let the bank's script decide on"
	}
	return what + " consent " + a.Consent + step
}

// errands are what a person does who plays the customer of a step.
var errands = map[string]string{
	"declines":              "Log in as the customer and decline",
	"fails to authenticate": "Fail to log in, until the bank gives up, for",
	"walks away":            "Open the page and do nothing with",
}
