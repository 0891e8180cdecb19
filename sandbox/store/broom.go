package store

// A Broom sweeps a table: whatever is past its time is dropped once some times as
// much was written as was left the last time, so that nothing stays for ever, and a
// write costs the same however much there is. It holds nothing itself, as a Table.
type Broom struct {
	name       string
	few, times int
}

// NewBroom names a broom. For fewer writes than few it sweeps nothing; times is how
// much may be written to what was left. Two brooms of one DB must not share a name.
func NewBroom(name string, few, times int) Broom { return Broom{name, few, times} }

// sweepings is what was written since the last sweep, and what that left.
type sweepings struct{ Writes, Left int }

// Clone copies the count.
func (s sweepings) Clone() sweepings { return s }

var brooms = NewTable[sweepings]("store/brooms") // by the broom's name

// Sweep counts writes, and has sweep drop what is past its time if that is worth its
// while now; sweep tells how many records it left. It panics outside an Update.
func (b Broom) Sweep(tx *Tx, writes int, sweep func() (left int)) {
	s, _ := brooms.Get(tx, b.name)
	if s.Writes += writes; s.Writes >= max(b.few, b.times*s.Left) {
		s = sweepings{Left: sweep()}
	}
	brooms.Put(tx, b.name, s)
}
