package schemas

import "strings"

// Both towers, the bank and the suite, tell a writer which word was probably
// meant. This is the ground that they share, so it is found here, once.

// longest is more than any word has that a file or the standard names; what is
// longer is not looked up.
const longest = 200

// Nearest returns the word with the fewest slips from got, case apart, however
// many those are; of equals the first. A word that has all of got in it counts
// as one slip away: a long name is often cut short.
func Nearest[W ~string](got string, words []W) (best string) {
	least := -1
	for _, w := range words {
		d := slips(got, string(w))
		if len(got) > 1 && len(w) > len(got) && strings.Contains(strings.ToLower(string(w)), strings.ToLower(got)) {
			d = min(d, 1)
		}
		if least < 0 || d < least {
			best, least = string(w), d
		}
	}
	return best
}

// Meant returns the word that a writer most likely meant by got, or "" when
// none is near: at most a third of the longer may be slips, unless got is what
// just one of the words begins with.
func Meant[W ~string](got string, words []W) (best string) {
	least := -1
	for _, w := range words {
		d := slips(got, string(w))
		if d*3 <= max(len(got), len(w)) && (least < 0 || d < least) {
			best, least = string(w), d
		}
	}
	if best == "" {
		best = begun(got, words)
	}
	return best
}

// begun returns the only word that got begins, or that begins got:
// "authorised" for "auth", if nothing else begins so.
func begun[W ~string](got string, words []W) (found string) {
	low := strings.ToLower(got)
	if len(low) < 3 {
		return ""
	}
	for _, w := range words {
		lw := strings.ToLower(string(w))
		if !strings.HasPrefix(lw, low) && !strings.HasPrefix(low, lw) {
			continue
		}
		if found != "" {
			return ""
		}
		found = string(w)
	}
	return found
}

// slips counts the letters to insert, delete or replace, or neighbours to swap,
// to turn a into b, case apart (Levenshtein with transpositions).
func slips(a, b string) int {
	if len(a) > longest || len(b) > longest {
		return max(len(a), len(b))
	}
	a, b = strings.ToLower(a), strings.ToLower(b)
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
