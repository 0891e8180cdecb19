package scenario

import "strings"

// Nearest returns the word of words that a writer most likely meant by got, or
// "" when none is near.
func Nearest(got string, words []string) string { return nearest(got, words) }

// nearest returns the word that a writer most likely meant by got, or "" when
// none is near: at most two slips, fewer in short words.
func nearest(got string, words []string) string {
	best, least := "", 3
	for _, w := range words {
		if len(w) > 40 || len(got) > 40 {
			continue
		}
		d := distance(strings.ToLower(got), strings.ToLower(w))
		if d < least && d*3 <= max(len(got), len(w)) {
			best, least = w, d
		}
	}
	if best == "" {
		best = begun(got, words)
	}
	return best
}

// begun returns the only word that got begins, or that begins got:
// "authorised" for "auth", if nothing else begins so.
func begun(got string, words []string) string {
	low, found := strings.ToLower(got), ""
	if len(low) < 3 {
		return ""
	}
	for _, w := range words {
		lw := strings.ToLower(w)
		if !strings.HasPrefix(lw, low) && !strings.HasPrefix(low, lw) {
			continue
		}
		if found != "" {
			return ""
		}
		found = w
	}
	return found
}

// distance counts the letters to insert, delete or replace, or neighbours to
// swap, to turn a into b (Levenshtein with transpositions).
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
