package store

import (
	"strconv"
	"testing"
)

// A broom sweeps nothing for few writes, and later as often as so many times what
// it left was written.
func TestBroomSweepsNowAndThen(t *testing.T) {
	var db DB
	broom := NewBroom("lists", 4, 2)
	var swept []int
	left := 0
	for n := 1; n <= 40; n++ {
		mustUpdate(t, &db, func(tx *Tx) {
			broom.Sweep(tx, 1, func() int {
				swept = append(swept, n)
				left += 3
				return left
			})
		})
	}
	want := []int{4, 10, 22, 40} // after 4, 2·3, 2·6 and 2·9 writes
	if len(swept) != len(want) {
		t.Fatalf("swept at %v, want %v", swept, want)
	}
	for i := range want {
		if swept[i] != want[i] {
			t.Errorf("swept at %v, want %v", swept, want)
		}
	}
}

// What a failing Update wrote counts for nothing.
func TestBroomForgetsWhatIsUndone(t *testing.T) {
	var db DB
	broom := NewBroom("lists", 2, 1)
	for n := range 10 {
		_ = db.Update(func(tx *Tx) error {
			broom.Sweep(tx, 1, func() int { t.Errorf("swept at %d", n); return 0 })
			_, err := strconv.Atoi("none")
			return err
		})
	}
}
