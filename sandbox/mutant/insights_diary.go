package mutant

import (
	"sync"
	"time"
)

// A diary is what a mutant of Account Insights remembers, under names that are
// within a tenant. It is read and written through its methods only.
type diary struct {
	mu    sync.Mutex
	notes map[key]any
}

// remembering makes a lie that can keep notes.
func remembering(tell func(good bank, d *diary) bank) lie {
	return func(good bank) bank { return tell(good, &diary{notes: map[key]any{}}) }
}

// write keeps a note.
func (d *diary) write(c *call, name string, note any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.notes[c.key(name)] = note
}

// once keeps a note unless there is one, and gives the one that is kept.
func (d *diary) once(c *call, name string, note any) any {
	d.mu.Lock()
	defer d.mu.Unlock()
	if kept, there := d.notes[c.key(name)]; there {
		return kept
	}
	d.notes[c.key(name)] = note
	return note
}

// count counts how often it was called for a name, from 1.
func (d *diary) count(c *call, name string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	n, _ := d.notes[c.key(name)].(int)
	d.notes[c.key(name)] = n + 1
	return n + 1
}

// read gives a note, or nil.
func (d *diary) read(c *call, name string) any {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.notes[c.key(name)]
}

// word, copied and at give a note as what it is, zero if there is none.
func (d *diary) word(c *call, name string) string {
	s, _ := d.read(c, name).(string)
	return s
}

func (d *diary) copied(c *call, name string) *answer {
	if a, _ := d.read(c, name).(*answer); a != nil {
		return a.copy()
	}
	return nil
}

func (d *diary) at(c *call, name string) time.Time {
	t, _ := d.read(c, name).(time.Time)
	return t
}
