package ledger

import (
	"hash/fnv"
	"math/bits"
	"math/rand/v2"
)

// dice draw the chance of one rule in one month. Nothing else draws from them,
// so that a rule that is added or left out does not change another's history.
type dice struct{ pcg rand.PCG }

func throw(seed, rule uint64, m month) dice {
	var d dice
	hi := mix(seed + mix(rule))
	d.pcg.Seed(hi, mix(hi+uint64(m)))
	return d
}

// below draws from 0 to n-1; 0 if n is 0.
func (d *dice) below(n int64) int64 {
	hi, _ := bits.Mul64(d.pcg.Uint64(), uint64(n))
	return int64(hi)
}

// between draws from low to high, both included.
func (d *dice) between(low, high int64) int64 {
	if high <= low {
		return low
	}
	return low + d.below(high-low+1)
}

// mix spreads every bit of a number over all of them (the finaliser of
// SplitMix64), as neighbouring months would otherwise draw alike.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// digest tells texts apart, and where one ends and the next begins.
func digest(texts ...string) uint64 {
	h := fnv.New64a()
	for _, text := range texts {
		h.Write([]byte(text))
		h.Write([]byte{0})
	}
	return h.Sum64()
}
