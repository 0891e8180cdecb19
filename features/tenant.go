package features

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
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
