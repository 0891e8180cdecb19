package store

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

type list struct{ Items []string }

func (l list) Clone() list { return list{slices.Clone(l.Items)} }

var lists = NewTable[list]("lists")

func TestValuesGoInAndOutAsCopies(t *testing.T) {
	var db DB
	mine := list{[]string{"a"}}
	mustUpdate(t, &db, func(tx *Tx) { lists.Put(tx, "k", mine) })
	mine.Items[0] = "changed after Put"

	got := mustGet(t, &db, "k")
	got.Items[0] = "changed after Get"

	if got := mustGet(t, &db, "k").Items[0]; got != "a" {
		t.Errorf("the stored value is %q, want %q", got, "a")
	}
}

func TestWriteInViewPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a Put in a View did not panic")
		}
	}()
	var db DB
	_ = db.View(func(tx *Tx) error { lists.Put(tx, "k", list{}); return nil })
}

func TestPanickingUpdateIsUndoneAndLeavesTheLockFree(t *testing.T) {
	var db DB
	func() {
		defer func() { _ = recover() }()
		_ = db.Update(func(tx *Tx) error { lists.Put(tx, "k", list{}); panic("mid-way") })
	}()
	mustUpdate(t, &db, func(tx *Tx) {
		if lists.Len(tx) != 0 {
			t.Error("what the panicking Update wrote is still there")
		}
	})
}

func TestResetEmpties(t *testing.T) {
	var db DB
	mustUpdate(t, &db, func(tx *Tx) { lists.Put(tx, "k", list{}) })
	db.Reset()
	mustUpdate(t, &db, func(tx *Tx) {
		if _, ok := lists.Get(tx, "k"); ok {
			t.Error("a record survived the reset")
		}
	})
}

// A store behaves as a map that only successful Updates change.
func TestUpdateIsAllOrNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var db DB
		model := map[string]string{}
		for range rapid.IntRange(1, 20).Draw(t, "updates") {
			fails := rapid.Bool().Draw(t, "fails")
			trial := maps.Clone(model)
			err := db.Update(func(tx *Tx) error {
				for range rapid.IntRange(1, 6).Draw(t, "writes") {
					key := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "key")
					if rapid.Bool().Draw(t, "delete") {
						lists.Delete(tx, key)
						delete(trial, key)
						continue
					}
					value := rapid.String().Draw(t, "value")
					lists.Put(tx, key, list{[]string{value}})
					trial[key] = value
				}
				if fails {
					return errors.New("no")
				}
				return nil
			})
			if (err != nil) != fails {
				t.Fatalf("Update answered %v, want an error: %v", err, fails)
			}
			if !fails {
				model = trial
			}
			compare(t, &db, model)
		}
	})
}

func compare(t *rapid.T, db *DB, want map[string]string) {
	_ = db.View(func(tx *Tx) error {
		got := map[string]string{}
		for k, v := range lists.All(tx) {
			got[k] = v.Items[0]
		}
		if !maps.Equal(got, want) {
			t.Fatalf("the store holds %v, want %v", got, want)
		}
		return nil
	})
}

func mustUpdate(tb testing.TB, db *DB, f func(*Tx)) {
	tb.Helper()
	if err := db.Update(func(tx *Tx) error { f(tx); return nil }); err != nil {
		tb.Fatal(err)
	}
}

func mustGet(tb testing.TB, db *DB, key string) (got list) {
	tb.Helper()
	err := db.View(func(tx *Tx) error {
		v, ok := lists.Get(tx, key)
		if !ok {
			tb.Fatalf("nothing under %q", key)
		}
		got = v
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return got
}
