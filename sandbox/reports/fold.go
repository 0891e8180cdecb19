package reports

import "unicode/utf8"

// A phrase is text as the rules read it: words in lower case without accents,
// split where there is neither letter nor digit. An empty word stands between two
// texts, so that nothing follows from one to the other. It holds the beginning of
// what is too long for it.
type phrase struct {
	bytes  [320]byte
	ends   [48]int16 // where each word ends; it begins where the one before ends
	length int
	count  int
}

// word is the i-th; none beyond the last.
func (p *phrase) word(i int) []byte {
	if i >= p.count {
		return nil
	}
	start := int16(0)
	if i > 0 {
		start = p.ends[i-1]
	}
	return p.bytes[start:p.ends[i]]
}

// add appends a text.
func (p *phrase) add(text string) {
	if text == "" {
		return
	}
	start := p.length
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			if letter := foldedASCII[c]; letter != 0 {
				p.put(letter)
				continue
			}
			start = p.end(start)
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		folded := foldedRune(r)
		if folded == "" {
			start = p.end(start)
		}
		for j := range len(folded) {
			p.put(folded[j])
		}
	}
	p.end(start)
	p.close()
}

func (p *phrase) put(c byte) {
	if p.length < len(p.bytes) {
		p.bytes[p.length] = c
		p.length++
	}
}

// end ends the word that began at start, if there is one.
func (p *phrase) end(start int) int {
	if p.length > start {
		p.close()
	}
	return p.length
}

func (p *phrase) close() {
	if p.count < len(p.ends) {
		p.ends[p.count] = int16(p.length)
		p.count++
	}
}

// foldedASCII is the lower case of letters and digits, and 0 for all else.
var foldedASCII = func() (table [utf8.RuneSelf]byte) {
	for c := byte('0'); c <= '9'; c++ {
		table[c] = c
	}
	for c := byte('a'); c <= 'z'; c++ {
		table[c], table[c-'a'+'A'] = c, c
	}
	return table
}()

// accents are the letters with accents of Latin-1, by the letters without.
var accents = func() map[rune]string {
	table := map[rune]string{}
	for plain, letters := range map[string]string{
		"a": "àáâãäåÀÁÂÃÄÅ", "ae": "æÆ", "c": "çÇ", "e": "èéêëÈÉÊË", "i": "ìíîïÌÍÎÏ", "n": "ñÑ",
		"o": "òóôõöøÒÓÔÕÖØ", "s": "šŠ", "ss": "ßẞ", "u": "ùúûüÙÚÛÜ", "y": "ýÿÝ", "z": "žŽ",
	} {
		for _, letter := range letters {
			table[letter] = plain
		}
	}
	return table
}()

// foldedRune is a letter without its accent; "" for what is no Latin letter.
func foldedRune(r rune) string { return accents[r] }
