package features

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// Control drives the script and the clock of one tenant of a scripted sandbox.
// What it asks is no part of what is tested: its exchanges are neither judged
// nor counted, and every failure of it is ErrHarness.
type Control struct {
	base   string // …/_bank/tenants/{tenant}
	client *http.Client
}

// Now gives the tenant's virtual time.
func (c *Control) Now(ctx context.Context) (time.Time, error) {
	return c.clock(ctx, http.MethodGet, nil)
}

// Advance moves the tenant's clock by a duration such as "2h" or "30d" and
// gives the new time. What falls due happens before it returns.
func (c *Control) Advance(ctx context.Context, by string) (time.Time, error) {
	return c.clock(ctx, http.MethodPost, map[string]any{"advance": by})
}

// Freeze stops the tenant's clock.
func (c *Control) Freeze(ctx context.Context) error {
	_, err := c.clock(ctx, http.MethodPost, map[string]any{"freeze": true})
	return err
}

func (c *Control) clock(ctx context.Context, method string, ask any) (time.Time, error) {
	var answer struct {
		Now time.Time `json:"now"`
	}
	err := c.call(ctx, method, "/clock", ask, &answer)
	return answer.Now, err
}

// Scenario makes a scenario the default for consents made from now on; "" clears it.
func (c *Control) Scenario(ctx context.Context, name string) error {
	return c.call(ctx, http.MethodPut, "/scenario", map[string]any{"name": name}, nil)
}

// Push queues a scenario for the next consents, so many times.
func (c *Control) Push(ctx context.Context, name string, times int) error {
	return c.call(ctx, http.MethodPost, "/queue", map[string]any{"name": name, "times": times}, nil)
}

// Pin gives one consent another scenario than it was made with.
func (c *Control) Pin(ctx context.Context, consent, name string) error {
	return c.call(ctx, http.MethodPut, "/consents/"+url.PathEscape(consent)+"/scenario", map[string]any{"name": name}, nil)
}

// Signal tells a consent's script that something happened, such as "approved".
func (c *Control) Signal(ctx context.Context, consent, name string) error {
	return c.call(ctx, http.MethodPost, "/consents/"+url.PathEscape(consent)+"/signals", map[string]any{"name": name}, nil)
}

// Transition moves a consent by hand: to a status, by "bank" or "customer",
// for a reason that the timeline shows.
func (c *Control) Transition(ctx context.Context, consent string, to State, by, reason string) error {
	ask := map[string]any{"to": to, "by": by, "reason": reason}
	return c.call(ctx, http.MethodPost, "/consents/"+url.PathEscape(consent)+"/transitions", ask, nil)
}

// Timeline gives what happened to a consent, as the control plane tells it.
func (c *Control) Timeline(ctx context.Context, consent string) (timeline map[string]any, err error) {
	err = c.call(ctx, http.MethodGet, "/consents/"+url.PathEscape(consent)+"/timeline", nil, &timeline)
	return timeline, err
}

// Remove ends the tenant and all its records.
func (c *Control) Remove(ctx context.Context) error {
	err := c.call(ctx, http.MethodDelete, "", nil, nil)
	if refused, ok := errors.AsType[*controlRefusal](err); ok && refused.status == http.StatusNotFound {
		return nil // nothing touched it, so the bank never made it
	}
	return err
}

// A controlRefusal is an answer of the control plane that is no success.
type controlRefusal struct {
	status     int
	asked, why string
}

func (e *controlRefusal) Error() string {
	return fmt.Sprintf("control plane answered %d to %s: %s", e.status, e.asked, e.why)
}

// call sends one request to the control plane and decodes its answer.
func (c *Control) call(ctx context.Context, method, path string, ask, answer any) error {
	var body []byte
	if ask != nil {
		raw, err := json.Marshal(ask)
		if err != nil {
			return fmt.Errorf("%w: control plane: %w", ErrHarness, err)
		}
		body = raw
	}
	return c.send(ctx, method, path, body, answer)
}

// send sends one request with a body as it is; nil sends none.
func (c *Control) send(ctx context.Context, method, path string, body []byte, answer any) error {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("%w: control plane: %w", ErrHarness, err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.client.Do(req)
	if err != nil {
		return fmt.Errorf("%w: control plane: %w", ErrHarness, err)
	}
	defer resp.Body.Close()
	return readControl(resp, answer)
}

func readControl(resp *http.Response, answer any) error {
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return fmt.Errorf("%w: control plane: %w", ErrHarness, err)
	}
	if resp.StatusCode >= 300 {
		return fmt.Errorf("%w: %w", ErrHarness, &controlRefusal{
			resp.StatusCode, resp.Request.Method + " " + resp.Request.URL.Path, string(bytes.TrimSpace(raw))})
	}
	if answer == nil || len(raw) == 0 {
		return nil
	}
	if err := json.Unmarshal(raw, answer); err != nil {
		return fmt.Errorf("%w: control plane: %w", ErrHarness, err)
	}
	return nil
}
