package reports

import (
	"bytes"
	"strings"
)

// Categorise says what a transaction was for, and whose shop it was if a rule knows
// it. The categories that the client gave come before the rules (category_ids,
// section 6.2); those that nobody knows are passed over. Of the rules the strongest
// counts: a bank transaction code before words that follow each other, these before
// one word, and that before the ending of one; of two equals the first. Where no rule
// says anything, a credit is Other Income, a debit Uncategorised. The answer is never
// empty, always the same, and shared: it must not be written to.
//
// The reports do the same with an account's transactions at once; this is the rule
// for one of them, by which it can be looked at.
func Categorise(t Transaction) ([]Category, *Brand) {
	v := weigh(&t, "")
	i := item{place: v.category, brand: v.brand}
	i.give(t.CategoryIDs)
	return i.categories(false), i.brand
}

// A verdict is what the rules found.
type verdict struct {
	category      int32
	strength      int8
	brand         *Brand
	brandStrength int8
	byAmount      bool // another amount might have been heard otherwise
}

// weigh asks the rules for a transaction of an account that somebody holds.
func weigh(t *Transaction, holder string) verdict {
	l := rules()
	v := verdict{category: l.fallbackOut}
	if t.Credit {
		v.category = l.fallbackIn
	}
	v.hearCode(l, t, t.Code.SubCode)
	v.hearCode(l, t, t.Code.Code)
	var p phrase
	p.add(t.Reference)
	if !strings.HasSuffix(t.Reference, t.Bank.Unstructured) {
		p.add(t.Bank.Unstructured)
	}
	p.add(t.Other.Holder)
	p.add(t.Code.Description)
	v.hearAll(l, t, &p)
	if v.strength == ofCode {
		v.brand = nil // the bank's own: a charge for a purchase is not the shop's
	}
	if v.strength < ownName && holder != "" && t.Other.Holder == holder {
		v.category, v.strength = l.ownAccounts, ownName
	}
	return v
}

func (v *verdict) hearCode(l *lexicon, t *Transaction, code string) {
	var room [24]byte
	if code == "" || len(code) > len(room) {
		return
	}
	for i := range len(code) {
		room[i] = code[i]
		if 'A' <= code[i] && code[i] <= 'Z' {
			room[i] += 'a' - 'A'
		}
	}
	if s, known := l.codes[string(room[:len(code)])]; known {
		v.hear(t, &s)
	}
}

func (v *verdict) hearAll(l *lexicon, t *Transaction, p *phrase) {
	for i := range p.count {
		word := p.word(i)
		if len(word) == 0 {
			continue
		}
		senses := l.senses(word)
		for j := range senses {
			if p.follows(i, senses[j].rest) {
				v.hear(t, &senses[j])
			}
		}
		if len(senses) == 0 && len(word) >= shortestCompound {
			v.hearEnding(l, t, word)
		}
	}
}

// shortestCompound is how long a word must be to be taken for one that is made of
// two.
const shortestCompound = 8

func (v *verdict) hearEnding(l *lexicon, t *Transaction, word []byte) {
	for i := range l.suffixes {
		s := &l.suffixes[i]
		if len(word) > len(s.text) && string(word[len(word)-len(s.text):]) == s.text {
			v.hear(t, &s.sense)
		}
	}
}

// follows tells whether these words come after the i-th.
func (p *phrase) follows(i int, rest []string) bool {
	for j, want := range rest {
		if !bytes.Equal(p.word(i+1+j), []byte(want)) {
			return false
		}
	}
	return true
}

// hear takes a sense into account.
func (v *verdict) hear(t *Transaction, s *sense) {
	category := s.out
	if t.Credit {
		category = s.in
	}
	if s.least != 0 || s.most != 0 {
		v.byAmount = true
	}
	if category == nothing || !s.fits(t.Amount) {
		return
	}
	v.weigh(category, s.strength)
	if s.brand != nil && s.strength > v.brandStrength {
		v.brand, v.brandStrength = s.brand, s.strength
	}
}

// weigh takes the stronger of two categories, but of one and another that lies under
// it the one below: an insurer's name says Insurances, and what is insured is said
// beside it.
func (v *verdict) weigh(category int32, strength int8) {
	f, clear := tree(), strength >= single && v.strength >= single
	switch {
	case clear && f.below(category, v.category):
		v.category, v.strength = category, max(strength, v.strength)
	case clear && f.below(v.category, category):
		v.strength = max(strength, v.strength)
	case strength > v.strength:
		v.category, v.strength = category, strength
	}
}

// fits tells whether an amount is within the limits of a sense.
func (s *sense) fits(a Amount) bool {
	if s.least == 0 && s.most == 0 {
		return true
	}
	unit := smallestUnits(a.Currency)
	return a.Minor > s.least*unit && (s.most == 0 || a.Minor <= s.most*unit)
}

// smallestUnits is how many smallest units one of a currency has (ISO 4217), for
// the limits of the rules: a hundred where it is not one of those that differ.
func smallestUnits(currency string) int64 {
	switch currency {
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 1000
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF":
		return 1
	}
	return 100
}
