package features

import (
	"slices"
	"strings"
	"testing"
)

func TestReadingsAreOfTheRegister(t *testing.T) {
	register, err := LoadRegister()
	if err != nil {
		t.Fatal(err)
	}
	for id, decided := range readings {
		if _, known := register.Find(id); !known {
			t.Errorf("there are readings of %s, which is not in the register", id)
		}
		for want, others := range decided {
			if slices.Contains(others, want) || len(others) == 0 {
				t.Errorf("%s: the readings beside %d are %v", id, want, others)
			}
		}
	}
}

func TestTolerated(t *testing.T) {
	tests := []struct {
		name     string
		tag      string
		scripted bool
		got      int
		want     bool
	}{
		{"a real bank's reading", "@AAC-GET-03", false, 404, true},
		{"no reading of anybody", "@AAC-GET-03", false, 200, false},
		{"a reading of another requirement", "@AAC-POST-08", false, 404, false},
		{"a scripted bank", "@AAC-GET-03", true, 404, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := &World{item: &item{tags: []string{test.tag}}}
			if test.scripted {
				w.Control = &Control{}
			}
			if got := w.tolerated(400, test.got); got != test.want {
				t.Errorf("tolerated(400, %d) = %v, want %v", test.got, got, test.want)
			}
			if noted := len(w.notes) == 1 && strings.Contains(w.notes[0], test.tag[1:]); noted != test.want {
				t.Errorf("notes are %q, want one: %v", w.notes, test.want)
			}
		})
	}
}

func TestSameInstant(t *testing.T) {
	tests := []struct {
		name, got string
		want      bool
	}{
		{"in another zone", "2020-03-17T04:05:34Z", true},
		{"with a fraction", "2020-03-17T07:05:34.000+03:00", true},
		{"at another time", "2020-03-17T07:05:34Z", false},
		{"not at all", "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := &World{}
			if got := w.sameInstant("TransactionFromDateTime", "2020-03-17T07:05:34+03:00", test.got); got != test.want {
				t.Errorf("sameInstant(%q) = %v, want %v", test.got, got, test.want)
			}
		})
	}
}
