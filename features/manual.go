package features

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// callbacks waits at the AISPs' redirect URIs for customers that come back
// from the bank, and knows them by their state.
type callbacks struct {
	out     io.Writer
	servers []*http.Server
	turn    sync.Mutex // one person is asked one thing at a time

	mu      sync.Mutex
	waiting map[string]chan *url.URL
}

// patience is how long a person may take.
const patience = 5 * time.Minute

// listenForCallbacks opens the loopback addresses of the redirect URIs.
func listenForCallbacks(aisps []*AISP, out io.Writer) (*callbacks, error) {
	c := &callbacks{out: out, waiting: map[string]chan *url.URL{}}
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
	return c, nil
}

// close ends the waiting, once those who came back have had their page.
func (c *callbacks) close() {
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

// wait prints the address for a person and waits until the customer is back.
func (c *callbacks) wait(ctx context.Context, a *Authorisation, address string) error {
	c.turn.Lock()
	defer c.turn.Unlock()
	back := make(chan *url.URL, 1)
	c.mu.Lock()
	c.waiting[a.State] = back
	c.mu.Unlock()
	fmt.Fprintf(c.out, "\nAllow consent %s at the bank, within %s:\n  %s\n", a.Consent, patience, address)
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case at := <-back:
		a.read(at)
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%w: nobody came back from the bank: %w", ErrPrerequisite, ctx.Err())
	}
}
