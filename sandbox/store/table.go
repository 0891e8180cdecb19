package store

import "iter"

// A Record is a value that can be copied whole.
type Record[T any] interface{ Clone() T }

// A Table names a set of records of one type. It holds none itself: the same
// Table serves every DB.
type Table[T Record[T]] struct{ name string }

// NewTable names a table. Two tables of one DB must not share a name.
func NewTable[T Record[T]](name string) Table[T] { return Table[T]{name} }

// Get returns a copy of the record under key.
func (t Table[T]) Get(tx *Tx, key string) (T, bool) {
	v, ok := t.rows(tx)[key]
	if !ok {
		return v, false
	}
	return v.Clone(), true
}

// Put stores a copy of v under key. It panics outside an Update.
func (t Table[T]) Put(tx *Tx, key string, v T) {
	rows := t.writable(tx)
	t.remember(tx, rows, key)
	rows[key] = v.Clone()
}

// Delete removes the record under key, if there is one. It panics outside an
// Update.
func (t Table[T]) Delete(tx *Tx, key string) {
	rows := t.writable(tx)
	t.remember(tx, rows, key)
	delete(rows, key)
}

// All ranges over copies of the records, in no order.
func (t Table[T]) All(tx *Tx) iter.Seq2[string, T] {
	return func(yield func(string, T) bool) {
		for k, v := range t.rows(tx) {
			if !yield(k, v.Clone()) {
				return
			}
		}
	}
}

// Len tells how many records there are.
func (t Table[T]) Len(tx *Tx) int { return len(t.rows(tx)) }

func (t Table[T]) rows(tx *Tx) map[string]T {
	rows, _ := tx.db.tables[t.name].(map[string]T)
	return rows
}

func (t Table[T]) writable(tx *Tx) map[string]T {
	if !tx.write {
		panic("store: write to " + t.name + " outside an Update")
	}
	if rows := t.rows(tx); rows != nil {
		return rows
	}
	if tx.db.tables == nil {
		tx.db.tables = map[string]any{}
	}
	rows := map[string]T{}
	tx.db.tables[t.name] = rows
	return rows
}

// remember notes how to put key back as it was.
func (t Table[T]) remember(tx *Tx, rows map[string]T, key string) {
	old, had := rows[key]
	tx.undo = append(tx.undo, func() {
		if had {
			rows[key] = old
		} else {
			delete(rows, key)
		}
	})
}
