// Package journal keeps what came in and what went out, so that a test or a
// person can look at it afterwards.
//
// It is bounded in entries and in bytes; the oldest goes first. Secrets are
// masked before anything is kept, so that none is ever in it in clear; a masked
// value reads `redacted sha256:` and the first eight hex digits of its SHA-256,
// by which two uses of one secret are still known for the same. The package must
// not know which API it stands in front of: those who serve a request tell it
// with Tag and Note.
package journal

import (
	"sync"
	"time"
)

// Config is what a Journal stands on. Now and Wall must be given; a bound that
// is not positive is the default: 1000 entries, 1 MiB.
type Config struct {
	Now     func() time.Time // the tenant's virtual time
	Wall    func() time.Time // the real time
	Entries int              // how many entries are kept at most
	Bytes   int              // how many bytes they take at most
}

// A Journal is a bounded record of requests and answers. It is safe for
// concurrent use.
type Journal struct {
	cfg     Config
	maxBody int // how much of each body is kept, in bytes

	mu    sync.Mutex
	ring  []record // grows to cfg.Entries, then turns
	start int      // index of the oldest
	count int
	bytes int
	seq   uint64
}

const (
	defaultEntries = 1000
	defaultBytes   = 1 << 20
	bodyLimit      = 16 << 10
)

// New returns an empty journal.
func New(cfg Config) *Journal {
	if cfg.Entries <= 0 {
		cfg.Entries = defaultEntries
	}
	if cfg.Bytes <= 0 {
		cfg.Bytes = defaultBytes
	}
	return &Journal{cfg: cfg, maxBody: min(bodyLimit, max(cfg.Bytes/8, 64))}
}

// Reset forgets all entries. Seq goes on, so that an entry's number is never
// used twice.
func (j *Journal) Reset() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.ring, j.start, j.count, j.bytes = nil, 0, 0, 0
}

// A Filter chooses entries. An empty field chooses all; Limit chooses the newest
// so many, and all if it is not positive.
type Filter struct {
	Op, Consent, Client string
	Limit               int
}

func (f Filter) takes(r *record) bool {
	return (f.Op == "" || f.Op == r.op) &&
		(f.Consent == "" || f.Consent == r.consent) &&
		(f.Client == "" || f.Client == r.client)
}

// Entries returns the entries that f chooses, newest last.
func (j *Journal) Entries(f Filter) []Entry {
	chosen := j.choose(f)
	entries := make([]Entry, len(chosen))
	for i := range chosen {
		entries[len(chosen)-1-i] = chosen[i].entry()
	}
	return entries
}

// choose copies the records that f takes, newest first. Unpacking them is left
// for later, outside the lock.
func (j *Journal) choose(f Filter) (chosen []record) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for i := j.count - 1; i >= 0; i-- {
		r := &j.ring[(j.start+i)%len(j.ring)]
		if !f.takes(r) {
			continue
		}
		chosen = append(chosen, *r)
		if len(chosen) == f.Limit {
			break
		}
	}
	return chosen
}

// add puts r at the new end and drops from the old one what has no room.
func (j *Journal) add(r record) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.seq++
	r.seq = j.seq
	for j.count > 0 && (j.count == j.cfg.Entries || j.bytes+r.size() > j.cfg.Bytes) {
		j.drop()
	}
	if j.count == len(j.ring) {
		j.grow()
	}
	j.ring[(j.start+j.count)%len(j.ring)] = r
	j.count++
	j.bytes += r.size()
}

func (j *Journal) drop() {
	oldest := &j.ring[j.start]
	j.bytes -= oldest.size()
	*oldest = record{}
	j.start = (j.start + 1) % len(j.ring)
	j.count--
}

// grow doubles the ring: a tenant that is asked twice should not pay for a
// thousand entries.
func (j *Journal) grow() {
	bigger := make([]record, min(max(16, 2*len(j.ring)), j.cfg.Entries))
	for i := range j.count {
		bigger[i] = j.ring[(j.start+i)%len(j.ring)]
	}
	j.ring, j.start = bigger, 0
}
