package features

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// tenantPrefix begins the names of a run's tenants: seed and start, so that
// two runs against one bank do not meet.
func tenantPrefix(seed int64, started time.Time) string {
	return "v" + strconv.FormatInt(seed, 36) + "-" + strconv.FormatInt(started.UnixMicro(), 36)
}

// isolate gives the scenario a tenant of its own where the target has a control
// plane. The bank makes it when it is first touched.
func (r *run) isolate(w *World) (err error) {
	if r.target.ControlURL == "" {
		return nil
	}
	w.Tenant = fmt.Sprintf("%s-%d", r.prefix, w.item.ordinal)
	w.Control = &Control{base: r.target.ControlURL + "/tenants/" + url.PathEscape(w.Tenant), client: r.control}
	w.Target, err = r.target.inTenant(w.Tenant)
	return err
}

// release removes the scenario's tenant. That it could not is told at the end
// and changes no verdict: the next run uses other names.
func (r *run) release(ctx context.Context, w *World) {
	if w.Control == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := w.Control.Remove(ctx); err != nil {
		r.show.note("tenant %s was not removed: %v", w.Tenant, err)
	}
}

// inTenant is the target with its own addresses led into a tenant: /t/{name}
// behind the path prefix that a gateway in front of the bank may ask for. Nothing
// that the control plane says is used, so the gateway is part of what is tested.
func (t Target) inTenant(name string) (Target, error) {
	shared := t.sharedPath()
	for _, a := range t.api().addresses(&t) {
		if *a.at == "" {
			continue
		}
		u, err := url.Parse(*a.at)
		if err != nil {
			return t, fmt.Errorf("%w: address %q: %w", ErrHarness, *a.at, err)
		}
		prefix, own := strings.CutSuffix(u.Path, a.tail)
		if prefix = strings.TrimSuffix(prefix, "/"); !own {
			prefix = ""
			if strings.HasPrefix(u.Path, shared+"/") {
				prefix = shared
			}
		}
		u.Path, u.RawPath = prefix+"/t/"+name+strings.TrimPrefix(u.Path, prefix), ""
		*a.at = u.String()
	}
	return t, nil
}

// sharedPath is the longest path of whole segments that the target's addresses
// begin with. It serves where a gateway gives the bank's paths other names.
func (t Target) sharedPath() string {
	var shared []string
	for i, address := range []string{t.BaseURL, t.TokenURL, t.AuthorizeURL, t.Issuer} {
		u, err := url.Parse(address)
		if address == "" || err != nil {
			continue
		}
		segments := strings.Split(strings.TrimSuffix(u.Path, "/"), "/")
		if i == 0 {
			shared = segments
		}
		n := 0
		for n < len(shared) && n < len(segments) && shared[n] == segments[n] {
			n++
		}
		shared = slices.Clone(shared[:n])
	}
	return strings.Join(shared, "/")
}
