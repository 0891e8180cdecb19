package features

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// preflight asks whether there is a target at all before a scenario is blamed
// on it, and then for its control plane.
func (r *run) preflight(ctx context.Context) error {
	if err := r.target.api().preflight(ctx, r); err != nil {
		return err
	}
	if r.target.ControlURL == "" {
		return nil
	}
	return r.reachControl(ctx)
}

// reachControl makes a tenant and removes it, as each scenario will: a sandbox
// that has no room for one says nothing about its bank.
func (r *run) reachControl(ctx context.Context) error {
	at := r.target.ControlURL
	trial := at + "/tenants/" + fmt.Sprintf("preflight-%d", r.plan.seed)
	status, err := r.ask(ctx, probe{http.MethodGet, trial + "/clock", nil, ""})
	switch {
	case err != nil:
		return unreachable("control_url", at, err)
	case status == http.StatusNotFound:
		return &UsageError{Err: fmt.Errorf("control_url: there is no control plane at %s: its address ends in /_bank, as in http://127.0.0.1:8081/_bank", at)}
	case status == http.StatusServiceUnavailable:
		return &HarnessError{Err: fmt.Errorf("the sandbox at %s has no room for the tenants of this run: restart it, or give it a larger --max-tenants", at)}
	case status != http.StatusOK:
		return unreachable("control_url", at, fmt.Errorf("it could not make a tenant: %d", status))
	}
	_, err = r.ask(ctx, probe{http.MethodDelete, trial, nil, ""})
	return err
}

// reach asks for any answer of the target's addresses, and gives the status of
// the first, 0 if that could not be read. An answer that cannot be read is the
// bank's fault, and the features tell it; so is one that does not come, provided
// that there is one from somewhere.
func (r *run) reach(ctx context.Context, asked ...probed) (first int, err error) {
	silent, errs := true, make([]error, len(asked))
	for i, one := range asked {
		var status int
		status, errs[i] = r.ask(ctx, one.probe)
		silent = silent && overdue(errs[i])
		if i == 0 {
			first = status
		}
	}
	for i, one := range asked {
		switch err := errs[i]; {
		case err == nil:
		case endingOf(ctx) != nil:
			return 0, unreachable(one.key, one.address, endingOf(ctx))
		case silent, ctx.Err() != nil, !connected(err):
			return 0, unreachable(one.key, one.address, err)
		default:
			r.show.note("%s: the answer of %s could not be read: %s", one.key, one.address, r.wording(err))
		}
	}
	if errs[0] != nil {
		first = 0
	}
	return first, nil
}

// probed is what a target's key is asked for.
type probed struct {
	key string
	probe
}

func unreachable(key, address string, err error) error {
	return &HarnessError{Err: fmt.Errorf("the target's %s %s cannot be reached: %w", key, address, unwrapURL(err))}
}

// showsPages asks once, before any scenario that needs the customer, whether the
// bank shows its customers a page where the target says that it redirects. A
// scripted bank does as it is told: there a missing redirect is a fault.
func (r *run) showsPages(ctx context.Context) bool {
	asked := slices.ContainsFunc(r.plan.items, func(it *item) bool { return it.needsCustomer() && unmet(it, &r.target) == "" })
	if !asked || r.target.ControlURL != "" || r.target.Consent != ConsentHeadless {
		return false
	}
	w := &World{run: r, Target: r.target, AISP: r.aisps[0], step: -1}
	e, err := w.Send(ctx, Call{Method: http.MethodPost, Path: consents, Body: []byte(minimal)})
	if err != nil || e.Status != http.StatusCreated {
		return false // the scenarios tell what is wrong
	}
	a, err := w.Authorise(ctx, e.Get("Data.ConsentId").String())
	return err == nil && a.page()
}

// A probe is a request of the preflight.
type probe struct {
	method, address string
	form            url.Values
	authorization   string
}

func (r *run) ask(ctx context.Context, p probe) (status int, err error) {
	req, err := http.NewRequestWithContext(ctx, p.method, p.address, strings.NewReader(p.form.Encode()))
	if err != nil {
		return 0, err
	}
	if p.form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if p.authorization != "" {
		req.Header.Set("Authorization", p.authorization)
	}
	req.Header.Set("Accept", "application/json")
	resp, err := r.control.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, io.LimitReader(resp.Body, maxAnswer))
	return resp.StatusCode, err
}

// discover fills in the endpoints that the target file leaves to the issuer.
func (r *run) discover(ctx context.Context) error {
	t := &r.target
	if t.Issuer == "" {
		return nil
	}
	address := strings.TrimSuffix(t.Issuer, "/") + "/.well-known/openid-configuration"
	var found struct {
		Token      string `json:"token_endpoint"`
		Authorize  string `json:"authorization_endpoint"`
		Keys       string `json:"jwks_uri"`
		Revoke     string `json:"revocation_endpoint"`
		Introspect string `json:"introspection_endpoint"`
	}
	if err := r.fetch(ctx, address, &found); err != nil {
		if t.TokenURL != "" && t.AuthorizeURL != "" {
			r.show.note("discovery at %s failed: %v", address, unwrapURL(err))
			return nil // the features tell what is wrong with it
		}
		return unreachable("issuer", t.Issuer, err)
	}
	fill(&t.TokenURL, found.Token)
	fill(&t.AuthorizeURL, found.Authorize)
	t.keysURL, t.revokeURL, t.introspectURL = found.Keys, found.Revoke, found.Introspect
	if t.TokenURL == "" || t.AuthorizeURL == "" {
		return unreachable("issuer", t.Issuer, fmt.Errorf("its discovery document names no token_endpoint or no authorization_endpoint"))
	}
	return nil
}

func fill(at *string, found string) {
	if *at == "" {
		*at = found
	}
}

func (r *run) fetch(ctx context.Context, address string, into any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	resp, err := r.control.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("it answered %d", resp.StatusCode)
	}
	return json.NewDecoder(io.LimitReader(resp.Body, maxAnswer)).Decode(into)
}
