package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// suite measures the conformance suite: its wall time against a bank in its own
// process, and against a served bank beside a client that sends the very same
// requests and looks at nothing but the status.
func suite(binary string) ([]figure, error) {
	var walls []float64
	for range rounds {
		took, err := timed(exec.Command(binary, "verify", "--profile", "obf-ais-1.0"))
		if err != nil {
			return nil, err
		}
		walls = append(walls, took.Seconds())
	}
	wall := figure{"the whole suite, bank in the same process", "< 10 s", fmt.Sprintf("%.2f s", median(walls)), median(walls) < 10}
	ratio, err := suiteRatio(binary)
	return []figure{wall, ratio}, err
}

// timed runs a command that must succeed.
func timed(cmd *exec.Cmd) (time.Duration, error) {
	begin := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, out)
	}
	return time.Since(begin), nil
}

func suiteRatio(binary string) (figure, error) {
	bank, _, err := startBank(binary)
	if err != nil {
		return figure{}, err
	}
	defer bank.stop()
	tape, err := record(binary, bank.base, bank.control)
	if err != nil {
		return figure{}, err
	}
	var ratios, walls, bares []float64
	for range rounds {
		wall, err := verify(binary, bank.base, bank.control)
		if err != nil {
			return figure{}, err
		}
		bare, err := tape.replay()
		if err != nil {
			return figure{}, err
		}
		ratios = append(ratios, wall.Seconds()/bare.Seconds())
		walls, bares = append(walls, wall.Seconds()), append(bares, bare.Seconds())
	}
	return figure{
		fmt.Sprintf("the suite against a bare client's %d requests", tape.len()), "< 3 times",
		fmt.Sprintf("%.1f times (%.2f s against %.2f s)", median(ratios), median(walls), median(bares)), median(ratios) < 3,
	}, nil
}

// verify times the suite against a served bank.
func verify(binary, bank, control string) (time.Duration, error) {
	dir, err := os.MkdirTemp("", "sandbank-bench")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "bank.yaml")
	if err := os.WriteFile(file, []byte(targetFile(bank, control)), 0o600); err != nil {
		return 0, err
	}
	cmd := exec.Command(binary, "verify", "--target", file)
	cmd.Env = append(os.Environ(), "AISP_ONE_SECRET=aisp-one-secret", "AISP_TWO_SECRET=aisp-two-secret")
	return timed(cmd)
}

func targetFile(bank, control string) string {
	return fmt.Sprintf(`name: bench
profile: obf-ais-1.0
issuer: %[1]s
base_url: %[1]s/open-banking/v1.0/aisp
token_url: %[1]s/oauth2/token
authorize_url: %[1]s/oauth2/authorize
clients:
  - {id: aisp-one, secret_env: AISP_ONE_SECRET, redirect_uri: "http://127.0.0.1:9999/callback"}
  - {id: aisp-two, secret_env: AISP_TWO_SECRET, redirect_uri: "http://127.0.0.1:9999/callback"}
control_url: %[2]s/_bank
data: known
features: [products, refresh-tokens, revocation, introspection, balances, transactions, beneficiaries, direct-debits, standing-orders,
  future-dated-payments, offers, parties, party, psu-party, statements, statement-file, statement-transactions, supplementary-account-info,
  bulk-beneficiaries, bulk-direct-debits, bulk-standing-orders, bulk-future-dated-payments, bulk-offers, bulk-statements]
`, bank, control)
}

// A tape is the requests of a run, by tenant, in the order in which they were
// sent.
type tape struct {
	mu       sync.Mutex
	requests map[string][]taped
}

type taped struct {
	method, url string
	header      http.Header
	body        []byte
}

var tenantIn = regexp.MustCompile(`/(?:t|tenants)/([^/]+)`)

// record runs the suite once through proxies that keep every request. Tenants
// are not removed, so that the tape can be played to them again.
func record(binary, bank, control string) (*tape, error) {
	t := &tape{requests: map[string][]taped{}}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	front, err := t.proxy(ctx, bank)
	if err != nil {
		return nil, err
	}
	side, err := t.proxy(ctx, control)
	if err != nil {
		return nil, err
	}
	_, err = verify(binary, front, side)
	return t, err
}

// proxy stands in front of a server until ctx ends, and returns its own base.
func (t *tape) proxy(ctx context.Context, server string) (string, error) {
	target, err := url.Parse(server)
	if err != nil {
		return "", err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	onward := httputil.NewSingleHostReverseProxy(target)
	proxy := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodDelete && strings.HasPrefix(r.URL.Path, "/_bank/") {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		t.keep(r, server)
		onward.ServeHTTP(w, r)
	})}
	context.AfterFunc(ctx, func() { _ = proxy.Close() })
	go func() { _ = proxy.Serve(l) }()
	return "http://" + l.Addr().String(), nil
}

func (t *tape) keep(r *http.Request, server string) {
	body, _ := io.ReadAll(r.Body) // a body cut short is sent on cut short
	r.Body = io.NopCloser(bytes.NewReader(body))
	tenant := ""
	if found := tenantIn.FindStringSubmatch(r.URL.Path); found != nil {
		tenant = found[1]
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.requests[tenant] = append(t.requests[tenant], taped{r.Method, server + r.URL.RequestURI(), r.Header.Clone(), body})
}

func (t *tape) len() (n int) {
	for _, sent := range t.requests {
		n += len(sent)
	}
	return n
}

// replay times a bare client that sends the tape, eight tenants at once as the
// suite does.
func (t *tape) replay() (time.Duration, error) {
	todo := make(chan []taped)
	var once sync.Once
	var failure error
	c := newClient("")
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	begin := time.Now()
	var wg sync.WaitGroup
	for range replayers {
		wg.Go(func() {
			for sent := range todo {
				if err := c.play(sent); err != nil {
					once.Do(func() { failure = err })
				}
			}
		})
	}
	for _, tenant := range slices.Sorted(maps.Keys(t.requests)) {
		todo <- t.requests[tenant]
	}
	close(todo)
	wg.Wait()
	return time.Since(begin), failure
}

const replayers = 8

// play sends requests one after the other and looks at the status alone.
func (c *client) play(sent []taped) error {
	for _, s := range sent {
		req, err := http.NewRequest(s.method, s.url, bytes.NewReader(s.body))
		if err != nil {
			return err
		}
		req.Header = s.header.Clone()
		res, err := c.http.Do(req)
		if err != nil {
			return err
		}
		_, _ = io.Copy(io.Discard, res.Body)
		_ = res.Body.Close()
		if res.StatusCode >= 500 {
			return fmt.Errorf("%s %s answered %s", s.method, s.url, res.Status)
		}
	}
	return nil
}
