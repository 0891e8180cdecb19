package main

import (
	"fmt"
	"os"
	"time"
)

const (
	rounds    = 5
	roundTime = 2 * time.Second
)

// startAndSize measures what a user waits for before the first request.
func startAndSize(binary string) ([]figure, error) {
	info, err := os.Stat(binary)
	if err != nil {
		return nil, fmt.Errorf("%w; make build makes it", err)
	}
	var starts []float64
	var rest float64
	for range rounds {
		p, took, err := startBank(binary)
		if err != nil {
			return nil, err
		}
		time.Sleep(time.Second) // at rest means after its start is over
		rest, err = p.resident()
		p.stop()
		if err != nil {
			return nil, err
		}
		starts = append(starts, float64(took.Microseconds())/1000)
	}
	size := float64(info.Size()) / (1 << 20)
	return []figure{
		{"start to ready (no Go toolchain on the PATH: with one, godog asks it at every start, +14 ms)", "< 50 ms", fmt.Sprintf("%.0f ms", median(starts)), median(starts) < 50},
		{"binary", "< 40 MB", fmt.Sprintf("%.1f MB", size), size < 40},
		{"memory at rest", "< 40 MB", fmt.Sprintf("%.0f MB", rest), rest < 40},
	}, nil
}

// sideBySide measures with clients of a bank and of a bare server, which run
// meanwhile.
func sideBySide(binary string, measure func(ours, theirs *client) ([]figure, error)) ([]figure, error) {
	bare, err := startBare()
	if err != nil {
		return nil, err
	}
	defer bare.stop()
	bank, _, err := startBank(binary)
	if err != nil {
		return nil, err
	}
	defer bank.stop()
	return measure(newClient(bank.base), newClient(bare.base))
}

// ratios measures requests a second of the bank against those of the bare
// server, turn and turn about.
func ratios(binary string) ([]figure, error) { return sideBySide(binary, consentFigures) }

func consentFigures(ours, theirs *client) ([]figure, error) {
	if err := ours.signIn(); err != nil {
		return nil, err
	}
	get, err := compare(ours, theirs, getter)
	if err != nil {
		return nil, err
	}
	post, err := compare(ours, theirs, poster)
	if err != nil {
		return nil, err
	}
	return []figure{get.figure("GET consent", 0.50), post.figure("POST consent (validated, stored, journaled)", 0.35)}, nil
}

// getter reads one consent again and again.
func getter(c *client) (func() error, error) {
	id, err := c.post()
	return func() error { return c.get(id) }, err
}

func poster(c *client) (func() error, error) {
	return func() error { _, err := c.post(); return err }, nil
}

// A comparison is medians over rounds: of the ratio, and of both rates.
type comparison struct{ ratio, ours, theirs float64 }

func compare(ours, theirs *client, work func(*client) (func() error, error)) (comparison, error) {
	our, err := work(ours)
	if err != nil {
		return comparison{}, err
	}
	their, err := work(theirs)
	if err != nil {
		return comparison{}, err
	}
	var ratio, a, b []float64
	for range rounds {
		mine, err := rate(roundTime, 0, our)
		if err != nil {
			return comparison{}, err
		}
		bare, err := rate(roundTime, 0, their)
		if err != nil {
			return comparison{}, err
		}
		ratio, a, b = append(ratio, mine/bare), append(a, mine), append(b, bare)
	}
	return comparison{median(ratio), median(a), median(b)}, nil
}

func (c comparison) figure(name string, target float64) figure {
	got := fmt.Sprintf("%.0f %% (%.0f/s against %.0f/s)", 100*c.ratio, c.ours, c.theirs)
	return figure{name + ", of a bare net/http server", fmt.Sprintf("≥ %.0f %%", 100*target), got, c.ratio >= target}
}

const million = 1_000_000

// memory measures the bank after a million requests with the journal on.
func memory(binary string) ([]figure, error) {
	p, _, err := startBank(binary)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	c := newClient(p.base)
	if err := c.signIn(); err != nil {
		return nil, err
	}
	work, err := getter(c)
	if err != nil {
		return nil, err
	}
	if _, err := rate(0, million, work); err != nil {
		return nil, err
	}
	mb, err := p.resident()
	if err != nil {
		return nil, err
	}
	return []figure{{"memory after 1,000,000 requests, journal on", "< 250 MB", fmt.Sprintf("%.0f MB", mb), mb < 250}}, nil
}
