package mutant

import (
	"net/http"
	"slices"
	"strings"
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

// outliving deletes of a consumer all but what some operations serve: the good bank is
// not told, but for the schedules if they are not to stay, and for all else the client
// hears that there is nobody. Who begins anew then is deleted before.
func outliving(kept ...op) lie {
	return remembering(func(good bank, d *diary) bank {
		return func(c *call) *answer {
			gone := "gone " + c.consumer()
			switch {
			case c.consumer() == "" || !strings.HasPrefix(c.path, "/insights/v1/") && c.op != startInsights:
			case d.word(c, gone) == "":
				if c.op == dropConsumer && good(c.about("storage/accounts/list")).ok() {
					d.write(c, gone, "yes")
					if !slices.Contains(kept, schedules) {
						good(c.about("autorefresh/unschedule"))
					}
					return &answer{status: http.StatusOK, header: http.Header{}}
				}
			case c.op == newAccount || c.op == startInsights:
				good(c.about("storage/consumers/delete"))
				d.write(c, gone, "")
			case !slices.Contains(kept, c.op):
				return refusal(http.StatusNotFound, "NOT_FOUND")
			case c.op == putRefresh:
				d.write(c, gone, "") // the data are there again
			}
			return good(c)
		}
	})
}

// about asks something of the consumer that a call is about.
func (c *call) about(what string) *call {
	body := object{"insights_consumer_id": c.consumer()}.bytes()
	return c.to(http.MethodPost, "/insights/v1/"+what, body).set("Content-Type", "application/json")
}
