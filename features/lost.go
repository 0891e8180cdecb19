package features

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
)

// maxLost is how many requests in a row may go without an answer before the
// suite gives the bank up.
const maxLost = 12

// lost says what it means that a request got no answer that can be read. The
// bank was reached before the first scenario ran, so it speaks against the bank;
// where nothing came at all, it shows nothing of the scenario.
func (w *World) lost(ctx context.Context, begun bool, err error) error {
	if why := endingOf(ctx); why != nil {
		return fmt.Errorf("%w: %w", ErrPrerequisite, why)
	}
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", ErrHarness, err)
	}
	got := w.run.wording(err)
	if w.run.wire.lost.Add(1) >= maxLost {
		w.run.end(&ending{fmt.Sprintf("the bank was given up after %d requests in a row without an answer, the last with: %s", maxLost, got)})
	}
	switch {
	case !connected(err):
		return fmt.Errorf("%w: the bank cannot be reached: %s", ErrPrerequisite, got)
	case overdue(err) && !begun:
		return fmt.Errorf("%w: no answer came: %s", ErrPrerequisite, got)
	}
	return Finding{Where: "answer", Expected: "an HTTP answer that can be read to its end", Got: got}
}

// connected tells whether a request that failed had a connection to the bank.
func connected(err error) bool {
	if _, badCertificate := errors.AsType[*tls.CertificateVerificationError](err); badCertificate {
		return false
	}
	if _, noSuchHost := errors.AsType[*net.DNSError](err); noSuchHost {
		return false
	}
	op, ok := errors.AsType[*net.OpError](err)
	return !ok || op.Op != "dial"
}

// overdue tells whether a request failed because no answer came in time.
func overdue(err error) bool {
	late, ok := errors.AsType[net.Error](err)
	return ok && late.Timeout()
}

// wording says what went wrong with an answer in the same words each time,
// without the ports of this connection.
func (r *run) wording(err error) string {
	op, isOp := errors.AsType[*net.OpError](err)
	switch {
	case connected(err) && overdue(err):
		return "none within " + inWords(r.options.RequestTimeout)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "a connection that ended before the answer did"
	case isOp && op.Err != nil:
		return op.Err.Error()
	}
	return err.Error()
}

// keepLost keeps a request without a readable answer as evidence. It is not
// World.Last: there is nothing in it to look at.
func (w *World) keepLost(e *Exchange) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e.Step = w.step
	e.Response.Header = http.Header{}
	w.exchanges = append(w.exchanges, e)
}
