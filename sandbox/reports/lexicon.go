package reports

import (
	"strconv"
	"strings"
	"sync"
)

// A lexicon is what the tables of words, merchants and codes say. Nothing writes to
// it once it is read.
type lexicon struct {
	words    map[string][]sense
	codes    map[string]sense
	suffixes []suffix
	lengths  [256]uint64 // by first byte, a bit for each length that a known word has
	brands   map[string]*Brand

	// The categories where no rule says anything, and of what one pays oneself.
	fallbackIn, fallbackOut, ownAccounts int32
}

// rules are read when somebody first asks, as tree is.
var rules = sync.OnceValue(readRules)

// A sense is what a word, or the first of words that follow each other, may mean.
type sense struct {
	rest     []string // that must follow
	out, in  int32    // category of a debit, of a credit; nothing if it says nothing of one
	brand    *Brand
	strength int8
	least    int64 // the amount must be above it, in whole units
	most     int64 // and not above this; 0: no such limit
}

// nothing is the place of no category.
const nothing int32 = -1

// How much is to be believed: the strongest counts, the first of several. Words
// that follow each other count more the more there are.
const (
	silent     int8 = 0
	weak       int8 = 10
	ownName    int8 = 15 // the other side has the account holder's name
	ending     int8 = 20
	single     int8 = 30
	eachMore   int8 = 10 // for each word that follows
	ofMerchant int8 = 5
	ofCode     int8 = 120
)

// A suffix is what a longer word may end with.
type suffix struct {
	text  string
	sense sense
}

func readRules() *lexicon {
	l := &lexicon{
		words: map[string][]sense{}, codes: map[string]sense{}, brands: map[string]*Brand{},
		fallbackIn: tree().named("Other Income"), fallbackOut: tree().named("Uncategorised"), ownAccounts: tree().named("Own Accounts"),
	}
	eachLine(words, l.readWords)
	eachLine(amounts, l.readWords)
	eachLine(merchants, l.readMerchant)
	eachLine(codes, func(line string) {
		head, tail, _ := strings.Cut(line, ": ")
		s := headSense(head)
		s.strength = ofCode
		for code := range strings.FieldsSeq(tail) {
			l.codes[code] = s
		}
	})
	return l
}

func eachLine(table string, read func(line string)) {
	for line := range strings.Lines(strings.TrimSpace(table)) {
		read(strings.TrimSpace(line))
	}
}

// readWords reads OUT [| IN] [LIMITS]: word ….
func (l *lexicon) readWords(line string) {
	head, tail, _ := strings.Cut(line, ": ")
	s := headSense(head)
	for word := range strings.FieldsSeq(tail) {
		l.add(word, s)
	}
}

// readMerchant reads NAME | CATEGORY | word … [| URL].
func (l *lexicon) readMerchant(line string) {
	parts := append(strings.Split(line, " | "), "")
	brand := newBrand(parts[0], parts[3])
	l.brands[brand.ID] = brand
	s := headSense(parts[1])
	s.brand, s.strength = brand, ofMerchant
	for word := range strings.FieldsSeq(parts[2]) {
		l.add(word, s)
	}
}

// headSense reads OUT [| IN] [<= AMOUNT or > AMOUNT].
func headSense(head string) (s sense) {
	if name, limit, ok := strings.Cut(head, " <= "); ok {
		head, s.most = name, mustWhole(limit)
	}
	if name, limit, ok := strings.Cut(head, " > "); ok {
		head, s.least = name, mustWhole(limit)
	}
	out, in, both := strings.Cut(head, " | ")
	if !both {
		in = out
	}
	s.out, s.in = nothing, nothing
	if out != "-" {
		s.out = tree().named(out)
	}
	if in != "-" {
		s.in = tree().named(in)
	}
	return s
}

func mustWhole(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		panic("a limit of the table of amounts: " + err.Error())
	}
	return n
}

// add puts what a word of a table means into the lexicon. The strength that s has
// is added to the word's own.
func (l *lexicon) add(word string, s sense) {
	if text, ok := strings.CutPrefix(word, "*"); ok {
		s.strength += ending
		l.suffixes = append(l.suffixes, suffix{text, s})
		return
	}
	text, isWeak := strings.CutPrefix(word, "~")
	parts := strings.Split(text, "+")
	s.rest = parts[1:]
	s.strength += single + eachMore*int8(min(len(s.rest), 7))
	if isWeak {
		s.strength = weak
	}
	first := parts[0]
	l.words[first] = append(l.words[first], s)
	l.lengths[first[0]] |= 1 << min(len(first), 63)
}

// senses are what a word may mean. It is asked for every word of every
// transaction: most of them are ruled out without looking.
func (l *lexicon) senses(word []byte) []sense {
	if l.lengths[word[0]]&(1<<min(len(word), 63)) == 0 {
		return nil
	}
	return l.words[string(word)]
}
