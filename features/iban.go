package features

import (
	"context"
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"github.com/tidwall/gjson"
)

func (w *World) ibansAreRight(context.Context) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	looked := 0
	for _, it := range items {
		for _, iban := range identified(it.Result, it.where, "IBAN") {
			looked++
			if !validIBAN(iban.String()) {
				return Finding{Where: iban.where, Expected: "an IBAN with the right check digits", Got: quoted(iban.String())}
			}
		}
	}
	if looked == 0 {
		return NoData("there is no IBAN in " + w.subject())
	}
	return nil
}

// identified finds what an item identifies by a scheme.
func identified(in gjson.Result, where, scheme string) (found []seen) {
	if strings.HasSuffix(in.Get("SchemeName").String(), scheme) && in.Get("Identification").Exists() {
		found = append(found, seen{Result: in.Get("Identification"), where: where + "/Identification"})
	}
	in.ForEach(func(key, value gjson.Result) bool {
		if value.IsObject() || value.IsArray() {
			found = append(found, identified(value, where+"/"+key.String(), scheme)...)
		}
		return true
	})
	return found
}

var ibanForm = regexp.MustCompile(`^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$`)

// validIBAN works out the check digits of ISO 13616: the first four characters
// go to the end, letters count from ten, and the rest by 97 is one.
func validIBAN(text string) bool {
	if !ibanForm.MatchString(text) {
		return false
	}
	var digits strings.Builder
	for _, r := range text[4:] + text[:4] {
		if r >= 'A' {
			fmt.Fprint(&digits, r-'A'+10)
		} else {
			digits.WriteRune(r)
		}
	}
	number, ok := new(big.Int).SetString(digits.String(), 10)
	return ok && number.Mod(number, big.NewInt(97)).Int64() == 1
}
