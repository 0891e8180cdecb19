package bank

import (
	"fmt"
	"strings"
)

// quote shows what was sent, clipped so that a message stays one line.
func quote(s string) string { return fmt.Sprintf("%q", clip(s)) }

// clip leaves of s as much as a message can hold: it has at most 500 characters,
// and an escaped one takes ten.
func clip(s string) string {
	const most = 40
	if r := []rune(s[:min(len(s), 4*(most+1))]); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// nearest returns the word that s is most likely meant to be, or "" if none is
// near: case aside, no more than a third of it may be wrong.
func nearest[W ~string](s string, words []W) string {
	const longest = 64 // no word of the standard is longer
	if s == "" || len(s) > longest {
		return ""
	}
	best, least := "", len(s)/3+1
	for _, w := range words {
		if d := distance(strings.ToLower(s), strings.ToLower(string(w))); d < least {
			best, least = string(w), d
		}
	}
	return best
}

// distance counts the single-byte edits between a and b (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			substitute := diagonal
			if a[i] != b[j] {
				substitute++
			}
			diagonal = row[j+1]
			row[j+1] = min(substitute, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
