package ledger

import (
	"math/bits"
	"strconv"
	"strings"

	"github.com/sandbank-dev/sandbank/fixtures"
)

// rateUnit is how many parts make a rate of one: rates have eight decimals.
const rateUnit = 100_000_000

// An exchange is how an amount came of another currency's: the amount there in
// its smallest unit, and the rate in parts of rateUnit, which is what one unit
// of the other currency costs in the account's.
type exchange struct{ instructed, rate int64 }

// abroad draws an exchange and says what it makes in the account's currency. A
// rule's bounds may be of either currency; those of the account's are kept as
// well as the other's smallest unit allows.
func (d *dice) abroad(r *fixtures.Rule, home string) (exchange, int64) {
	scale := scaleOf(r.Abroad.Currency, home)
	amount := d.between(r.Low.Minor, r.High.Minor)
	e := exchange{instructed: amount, rate: d.rate(r.Abroad)}
	if r.Low.Currency != r.Abroad.Currency {
		e.instructed = scale.near(amount, e.rate, r.Low.Minor, r.High.Minor)
	}
	return e, scale.there(e.instructed, e.rate)
}

// rate draws a rate, of six decimals unless the currency is worth so little that
// it needs more.
func (d *dice) rate(a *fixtures.Abroad) int64 {
	const coarse, worth = 100, rateUnit / 1000
	low := max(1, int64(a.LowRate*rateUnit+0.5))
	drawn := d.between(low, int64(a.HighRate*rateUnit+0.5))
	if cut := drawn - drawn%coarse; cut >= max(low, worth) {
		return cut
	}
	return drawn
}

// A scale turns amounts of one currency into another's at a rate: times up and
// the rate, by down.
type scale struct{ up, down uint64 }

func scaleOf(from, to string) scale {
	f, _ := fixtures.Digits(from)
	t, _ := fixtures.Digits(to)
	s := scale{1, rateUnit}
	for ; t > f; f++ {
		s.up *= 10
	}
	for ; f > t; t++ {
		s.down *= 10
	}
	return s
}

func (s scale) there(amount, rate int64) int64 {
	return ratio(uint64(amount)*s.up, uint64(rate), s.down)
}

func (s scale) back(amount, rate int64) int64 {
	return ratio(uint64(amount), s.down, uint64(rate)*s.up)
}

// near is the amount that makes about another at a rate: not beyond its bounds,
// if there is one that is not.
func (s scale) near(amount, rate, low, high int64) int64 {
	n := max(1, s.back(amount, rate))
	switch made := s.there(n, rate); {
	case made > high && n > 1 && s.there(n-1, rate) >= low:
		return n - 1
	case made < low && s.there(n+1, rate) <= high:
		return n + 1
	}
	return n
}

// ratio is a×b/c, rounded to the nearest whole number, a half to the even one;
// 0 if there is more than can be counted.
func ratio(a, b, c uint64) int64 {
	hi, lo := bits.Mul64(a, b)
	if hi >= c {
		return 0
	}
	whole, rest := bits.Div64(hi, lo, c)
	if rest > c-rest || rest == c-rest && whole%2 == 1 {
		whole++
	}
	return int64(whole)
}

// rateText writes a rate as a JSON number without needless zeros.
func rateText(rate int64) string {
	fraction := strconv.FormatInt(rateUnit+rate%rateUnit, 10)[1:]
	text := strconv.FormatInt(rate/rateUnit, 10) + "." + fraction
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}
