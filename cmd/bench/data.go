package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox"
)

// The account of five thousand transactions, and whose it is.
const (
	manyOwner = "yusuf"
	manyPath  = aisp + "/accounts/yusuf-till/transactions"
)

// dataRatios measures reading account data against a bare server that has the
// same bytes in memory.
func dataRatios(binary string) ([]figure, error) { return sideBySide(binary, dataFigures) }

func dataFigures(ours, theirs *client) ([]figure, error) {
	var figures []figure
	for _, row := range []struct{ name, customer, path string }{
		{"a page of 100 of 5,000 transactions, Detail", manyOwner, manyPath},
		{"GET /accounts, Detail", "amal", aisp + "/accounts"},
	} {
		if err := ours.open(row.customer); err != nil {
			return nil, err
		}
		size, err := ours.copyTo(theirs, row.path)
		if err != nil {
			return nil, err
		}
		c, err := compare(ours, theirs, reader(row.path))
		if err != nil {
			return nil, err
		}
		figures = append(figures, c.figure(fmt.Sprintf("%s (%d kB)", row.name, size/1000), 0.40))
	}
	return figures, nil
}

// fetch reads a path and returns the bytes.
func (c *client) fetch(path string) ([]byte, error) {
	req, err := http.NewRequest(http.MethodGet, c.base+path, nil)
	if err != nil {
		return nil, err
	}
	var body json.RawMessage
	err = c.do(req, http.StatusOK, &body)
	return body, err
}

// copyTo has the bare server serve what c reads at path.
func (c *client) copyTo(bare *client, path string) (size int, err error) {
	body, err := c.fetch(path)
	if err != nil {
		return 0, err
	}
	req, err := http.NewRequest(http.MethodPut, bare.base+path, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	return len(body), bare.do(req, http.StatusOK, nil)
}

// reader reads one path again and again.
func reader(path string) func(*client) (func() error, error) {
	return func(c *client) (func() error, error) {
		return func() error {
			req, err := http.NewRequest(http.MethodGet, c.base+path, nil)
			if err != nil {
				return err
			}
			return c.do(req, http.StatusOK, nil)
		}, nil
	}
}

// inside is a bank in this process, and a client of it.
func inside(cfg sandbox.Config) (*sandbox.Sandbox, *client, error) {
	bank, err := sandbox.New(cfg)
	if err != nil {
		return nil, nil, err
	}
	return bank, &client{http: &http.Client{Transport: inProcess{bank}}, base: "http://bank.example"}, nil
}

// pages measures what the first and the last page of five thousand
// transactions cost.
func pages(string) ([]figure, error) {
	bank, c, err := inside(sandbox.Config{})
	if err != nil {
		return nil, err
	}
	if err := c.open(manyOwner); err != nil {
		return nil, err
	}
	first, err := c.fetch(manyPath)
	if err != nil {
		return nil, err
	}
	var said struct{ Links struct{ Last string } }
	if err := json.Unmarshal(first, &said); err != nil {
		return nil, err
	}
	last := strings.TrimPrefix(said.Links.Last, c.base)
	if last == manyPath || last == "" {
		return nil, fmt.Errorf("%s has no last page of its own: Links.Last is %q", manyPath, said.Links.Last)
	}
	d := &direct{handler: bank, token: c.token}
	firsts, lasts, err := d.turns(manyPath, last)
	if err != nil {
		return nil, err
	}
	apart := lasts/firsts - 1
	return []figure{{
		"the last page of 5,000 transactions against the first", "within 20 %",
		fmt.Sprintf("%+.0f %% (%.0f µs against %.0f µs)", 100*apart, lasts/1000, firsts/1000), -0.20 <= apart && apart <= 0.20,
	}}, nil
}

// turns times two paths turn and turn about, and returns the medians in ns.
func (d *direct) turns(one, two string) (a, b float64, err error) {
	var times [2][]float64
	for range rounds + 1 {
		for i, path := range []string{one, two} {
			runtime.GC()
			took, err := each(sample/10, func(int) error { _, err := d.ask(http.MethodGet, path, "", http.StatusOK); return err })
			if err != nil {
				return 0, 0, err
			}
			times[i] = append(times[i], float64(took))
		}
	}
	return median(times[0][1:]), median(times[1][1:]), nil // the first round only warms up
}

// history measures the first page of transactions of tenants that nobody has
// looked at before: of those that share the bank's seed, and of those with a
// seed of their own.
func history(string) ([]figure, error) {
	var figures []figure
	for _, row := range []struct{ name, body string }{
		{"a new tenant's first page of 5,000 transactions", `{"id":"%s"}`},
		{"the same, with a seed of its own", `{"id":"%s","seed":%d}`},
	} {
		took, err := firstPages(row.body)
		if err != nil {
			return nil, err
		}
		slices.Sort(took)
		middle, worst := took[len(took)/2], took[len(took)-1]
		figures = append(figures, figure{
			row.name, "< 5 ms", fmt.Sprintf("%.1f ms (slowest of %d: %.1f ms)", millis(middle), len(took), millis(worst)), middle < 5*time.Millisecond,
		})
	}
	return figures, nil
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// firstPages times the first page in a hundred tenants, each made by body.
func firstPages(body string) ([]time.Duration, error) {
	bank, c, err := inside(sandbox.Config{})
	if err != nil {
		return nil, err
	}
	control := &direct{handler: bank.Control(c.base)}
	var took []time.Duration
	for i := range 100 {
		name := fmt.Sprintf("t-%d", i)
		if _, err := control.ask(http.MethodPost, "/_bank/tenants", made(body, name, i), http.StatusCreated); err != nil {
			return nil, err
		}
		mine := &client{http: c.http, base: c.base + "/t/" + name}
		if err := mine.open(manyOwner); err != nil {
			return nil, err
		}
		d := &direct{handler: bank, token: mine.token}
		one, err := each(1, func(int) error { _, err := d.ask(http.MethodGet, "/t/"+name+manyPath, "", http.StatusOK); return err })
		if err != nil {
			return nil, err
		}
		took = append(took, one)
	}
	return took, nil
}

// made fills in a tenant's name and, where it is asked for, its seed.
func made(body, name string, i int) string {
	if strings.Contains(body, "%d") {
		return fmt.Sprintf(body, name, i+1)
	}
	return fmt.Sprintf(body, name)
}

// A tenant that reads what amal has looks at each of these.
var amals = []string{"/accounts", "/balances", "/transactions", "/statements"}

// tenants measures the memory of a thousand tenants with seeds of their own that
// have read what amal has.
func tenants(binary string) ([]figure, error) {
	p, _, err := startBank(binary)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	todo := make(chan int, 1000)
	for i := range cap(todo) {
		todo <- i
	}
	close(todo)
	if _, err := rate(0, int64(cap(todo)), func() error {
		i, more := <-todo
		if !more {
			return nil
		}
		return p.readAmal(i)
	}); err != nil {
		return nil, err
	}
	mb, err := p.resident()
	if err != nil {
		return nil, err
	}
	return []figure{{"memory of 1,000 tenants with seeds of their own that have read amal's data", "< 1,024 MB", fmt.Sprintf("%.0f MB", mb), mb < 1024}}, nil
}

// readAmal makes a tenant and reads what amal has there.
func (p *process) readAmal(i int) error {
	side := newClient(p.control)
	defer side.http.CloseIdleConnections()
	req, err := http.NewRequest(http.MethodPost, p.control+"/_bank/tenants", strings.NewReader(made(`{"id":"%s","seed":%d}`, fmt.Sprintf("t-%d", i), i)))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	if err := side.do(req, http.StatusCreated, nil); err != nil {
		return err
	}
	c := newClient(fmt.Sprintf("%s/t/t-%d", p.base, i))
	defer c.http.CloseIdleConnections()
	if err := c.open("amal"); err != nil {
		return err
	}
	for _, path := range amals {
		if _, err := c.fetch(aisp + path); err != nil {
			return err
		}
	}
	return nil
}
