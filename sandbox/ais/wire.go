package ais

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// Header values that never change are shared between answers; nobody appends to
// them in place, since they are full.
var (
	noStore  = []string{"no-store"}
	jsonOnly = []string{jsonType}
)

var outs = sync.Pool{New: func() any { return new(out) }}

// send writes an answer whose body fill writes. The body is made once, whole,
// before anything goes out: there is no half-written answer.
func send(w http.ResponseWriter, r *http.Request, status int, fill func(*out)) {
	sendAs(w, r, status, jsonType, fill)
}

// sendAs is send for a body that need not be JSON.
func sendAs(w http.ResponseWriter, r *http.Request, status int, mediaType string, fill func(*out)) {
	o := outs.Get().(*out)
	defer outs.Put(o)
	o.b = o.b[:0]
	fill(o)
	h := w.Header()
	if h["Content-Type"] = jsonOnly; mediaType != jsonType {
		h["Content-Type"] = []string{mediaType}
	}
	h["Content-Length"] = []string{strconv.Itoa(len(o.b))}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(o.b) // a client that has gone is not our error
	}
}

// A frame is what stands around Data in every answer: where it is, where its
// neighbours are, and how much there is of it (links and meta).
type frame struct {
	self, first, prev, next, last string
	pages                         int
	from, to                      time.Time // of all that there is to be had
}

// alone is the frame of an answer that has no other pages.
func alone(self string) frame { return frame{self: self, pages: 1} }

// data opens an answer.
func (o *out) data() { o.b = append(o.b, `{"Data":{`...) }

// frame ends it.
func (o *out) frame(f frame) {
	o.close()
	links := o.object("Links")
	o.text("Self", f.self)
	o.text("First", f.first)
	o.text("Prev", f.prev)
	o.text("Next", f.next)
	o.text("Last", f.last)
	o.end(links)
	o.b = append(o.b, `,"Meta":{`...)
	if f.pages > 0 {
		o.integer("TotalPages", f.pages)
	}
	o.time("FirstAvailableDateTime", f.from)
	o.time("LastAvailableDateTime", f.to)
	o.b = append(o.b, "}}"...)
}

// answer writes an answer whose Data is a list, which is there even if nothing
// is in it.
func answer[T any](o *out, name string, items []T, write func(*out, *T), f frame) {
	o.data()
	all(o, name, items, write)
	o.frame(f)
}

// consent writes OBAccountAccessConsentResponse (3.2.3).
func (o *out) consent(c bank.Consent, self string) {
	o.data()
	o.text("ConsentId", string(c.ID))
	o.time("CreationDateTime", c.Created)
	o.text("Status", string(c.Status))
	o.time("StatusUpdateDateTime", c.Updated)
	texts(o, "Permissions", c.Permissions)
	o.text("TransactionFromDateTime", c.From)
	o.text("TransactionToDateTime", c.To)
	o.frame(alone(self))
}
