package schemas

import (
	"math"
	"strings"
)

// closest returns the candidate with the fewest edits from word, case apart,
// and how many they are; of equals the first. One that has the whole word in it
// counts as one edit away: a long name is often cut short.
func closest(word string, candidates []string) (best string, least int) {
	word, least = strings.ToLower(word), math.MaxInt
	for _, c := range candidates {
		d := edits(word, strings.ToLower(c))
		if len(word) > 1 && strings.Contains(strings.ToLower(c), word) {
			d = min(d, 1)
		}
		if d < least {
			best, least = c, d
		}
	}
	return best, least
}

// edits counts the insertions, deletions and replacements that turn a into b.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
