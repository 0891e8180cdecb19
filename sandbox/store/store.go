// Package store keeps a tenant's records: plain values, in tables, changed in
// transactions.
//
// Values go in and come out as copies, so nothing outside holds a pointer into
// the store; an Update that fails leaves nothing behind. The one lock of the
// bank's records is here. The package knows no rules and no record's meaning.
//
//	var people = store.NewTable[Person]("people")
//
//	err := db.Update(func(tx *store.Tx) error {
//		p, ok := people.Get(tx, "amal")
//		...
//		people.Put(tx, "amal", p)
//		return nil
//	})
//
// Tx is the seam at which a durable backend goes: keys are strings, and records
// must marshal to JSON.
package store

import "sync"

// A DB is one tenant's records. The zero DB is empty and ready; it must not be
// copied. It is safe for concurrent use.
type DB struct {
	mu     sync.RWMutex
	tables map[string]any // name → map[string]T
}

// A Tx is leave to read, and within an Update to write, until the function it
// was given to returns.
type Tx struct {
	db    *DB
	write bool
	undo  []func()
}

// View runs f with leave to read.
func (db *DB) View(f func(*Tx) error) error {
	db.mu.RLock()
	defer db.mu.RUnlock()
	return f(&Tx{db: db})
}

// Update runs f with leave to write. If f fails or panics, all it wrote is
// undone.
func (db *DB) Update(f func(*Tx) error) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	tx := &Tx{db: db, write: true}
	done := false
	defer func() {
		if !done {
			tx.rollBack()
		}
	}()
	err := f(tx)
	done = err == nil
	return err
}

// Reset empties every table.
func (db *DB) Reset() {
	db.mu.Lock()
	defer db.mu.Unlock()
	db.tables = nil
}

func (tx *Tx) rollBack() {
	for i := len(tx.undo) - 1; i >= 0; i-- {
		tx.undo[i]()
	}
}
