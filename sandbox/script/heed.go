package script

import (
	"slices"
	"sync/atomic"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
)

// A Heed keeps of a request's headers what a rule may ask for again once the
// username is known: a million consents should not keep a million sets of headers
// that nobody asks for. The zero Heed is ready, and safe for concurrent use; it must
// not be copied.
type Heed struct{ last atomic.Pointer[heeded] }

// heeded is the headers that the rules of a Set ask for, worked out once.
type heeded struct {
	set     *scenario.Set
	headers []string
}

// Of returns those of the headers that the match rules of the set ask for; nil if
// there are none.
func (h *Heed) Of(set *scenario.Set, headers map[string]string) (kept map[string]string) {
	for _, name := range h.headers(set) {
		if v, ok := headers[name]; ok {
			if kept == nil {
				kept = map[string]string{}
			}
			kept[name] = v
		}
	}
	return kept
}

func (h *Heed) headers(set *scenario.Set) []string {
	if last := h.last.Load(); last != nil && last.set == set {
		return last.headers
	}
	now := &heeded{set: set}
	for _, s := range set.List() {
		if s.Match == nil {
			continue
		}
		for name := range s.Match.Header {
			if !slices.Contains(now.headers, name) {
				now.headers = append(now.headers, name)
			}
		}
	}
	h.last.Store(now)
	return now.headers
}
