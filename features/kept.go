package features

import (
	"bytes"
	"maps"
	"sync"
	"unicode/utf8"
)

// What is kept of a body for the report once its scenario has ended, in bytes.
// The suite sees thousands of answers, and most of them need no explaining.
const (
	keptPassed = 512      // where the scenario passed, or once the run has kept enough
	keptOther  = 32 << 10 // where it did not
	keptInAll  = 8 << 20  // of what is longer than keptPassed, in a run
)

// A remains is what a run keeps of the exchanges of scenarios that have ended:
// the secrets that were in them, and how many bytes of long bodies there are.
type remains struct {
	mu      sync.Mutex
	secrets map[string]bool
	long    int
}

// keep cuts the bodies of a scenario that ended so to what the report shows, and
// notes their secrets before. Those of the token endpoint stay as they are.
func (r *remains) keep(exchanges []*Exchange, o Outcome) []*Exchange {
	secrets := map[string]bool{}
	for _, e := range exchanges {
		noteExchange(secrets, e)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.secrets == nil {
		r.secrets = map[string]bool{}
	}
	maps.Copy(r.secrets, secrets)
	for _, e := range exchanges {
		if e.Op == OpToken {
			continue
		}
		for _, m := range []*Message{&e.Request, &e.Response} {
			most := keptPassed
			if o != Passed && o != NotApplicable && r.long < keptInAll {
				most = keptOther
			}
			m.cut(most, secrets)
			r.long += max(len(m.Body)-keptPassed, 0)
		}
	}
	return exchanges
}

// cut leaves no more than so many bytes of the body: whole letters, and no part
// of a secret that would not be found again.
func (m *Message) cut(most int, secrets map[string]bool) {
	if len(m.Body) <= most {
		return
	}
	at := before(m.Body, most, secrets)
	if utf8.Valid(m.Body) {
		for at > 0 && !utf8.RuneStart(m.Body[at]) {
			at--
		}
	}
	m.size = len(m.Body)
	m.Body = bytes.Clone(m.Body[:at])
}

// before gives the last place up to at where a body can be cut without a secret
// being cut in two.
func before(body []byte, at int, secrets map[string]bool) int {
	for moved := true; moved; {
		moved = false
		for secret := range secrets {
			from, to := max(at-len(secret)+1, 0), min(at+len(secret)-1, len(body))
			if i := bytes.Index(body[from:to], []byte(secret)); i >= 0 {
				at, moved = from+i, true
			}
		}
	}
	return at
}
