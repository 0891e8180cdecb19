package bank

import "fmt"

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
