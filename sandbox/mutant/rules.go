package mutant

import (
	"slices"
	"strings"
	"unicode"
)

// permissionCodes is the 20 codes of 3.1.2.
var permissionCodes = []string{
	"ReadAccountsBasic", "ReadAccountsDetail", "ReadBalances", "ReadBeneficiariesBasic", "ReadBeneficiariesDetail",
	"ReadDirectDebits", "ReadOffers", "ReadPAN", "ReadParty", "ReadSupplementaryAccountInfo",
	"ReadFutureDatedPaymentsBasic", "ReadFutureDatedPaymentsDetail", "ReadStandingOrdersBasic", "ReadStandingOrdersDetail",
	"ReadStatementsBasic", "ReadStatementsDetail", "ReadTransactionsBasic", "ReadTransactionsCredits",
	"ReadTransactionsDebits", "ReadTransactionsDetail",
}

const (
	basic, detail   = "ReadTransactionsBasic", "ReadTransactionsDetail"
	credits, debits = "ReadTransactionsCredits", "ReadTransactionsDebits"
)

// permissionRules is banks that do not keep the rules on permissions, or have
// rules of their own.
func permissionRules() []defect {
	rules := slices.Clone(unenforced)
	for _, p := range permissionCodes {
		rules = append(rules, defect{"refuses-" + kebab(p), "A consent with " + p + " is refused.", breaks("AAC-POST-07"),
			reject(func(data object) bool { return data.asks(p) }, "Field.Invalid", "Data.Permissions")})
	}
	for _, p := range permissionCodes {
		cluster, ok := strings.CutSuffix(p, "Basic")
		if !ok {
			continue
		}
		rules = append(rules, defect{"refuses-both-" + kebab(strings.TrimPrefix(cluster, "Read")),
			"A consent with both Basic and Detail of " + cluster + " is refused as if one were too many.", breaks("AAC-POST-15"),
			reject(func(data object) bool { return data.asks(p) && data.asks(cluster+"Detail") }, "Field.Unexpected", "Data.Permissions")})
	}
	return rules
}

// unenforced is one mutant for each rule on permissions, and some for rules that
// are looked at from one side only.
var unenforced = []defect{
	{"basic-without-direction", "ReadTransactionsBasic is granted without Credits or Debits.", breaks("AAC-POST-10"),
		unruled(func(d object) bool { return d.asks(basic) && !d.asks(detail, credits, debits) }, credits)},
	{"detail-without-direction", "ReadTransactionsDetail is granted without Credits or Debits.", breaks("AAC-POST-11"),
		unruled(func(d object) bool { return d.asks(detail) && !d.asks(basic, credits, debits) }, credits)},
	{"both-levels-without-direction", "ReadTransactionsBasic with Detail is granted without Credits or Debits.", breaks("AAC-POST-10", "AAC-POST-11"),
		unruled(func(d object) bool { return d.asks(basic) && d.asks(detail) && !d.asks(credits, debits) }, credits)},
	{"credits-without-level", "ReadTransactionsCredits is granted without Basic or Detail.", breaks("AAC-POST-12"),
		unruled(func(d object) bool { return d.asks(credits) && !d.asks(debits, basic, detail) }, basic)},
	{"debits-without-level", "ReadTransactionsDebits is granted without Basic or Detail.", breaks("AAC-POST-13"),
		unruled(func(d object) bool { return d.asks(debits) && !d.asks(credits, basic, detail) }, basic)},
	{"both-directions-without-level", "ReadTransactionsCredits with Debits is granted without Basic or Detail.", breaks("AAC-POST-12", "AAC-POST-13"),
		unruled(func(d object) bool { return d.asks(credits) && d.asks(debits) && !d.asks(basic, detail) }, basic)},
	{"no-accounts-permission", "A consent with neither ReadAccountsBasic nor ReadAccountsDetail is granted.", breaks("AAC-POST-14"),
		unruled(func(d object) bool { return !d.asks("ReadAccountsBasic", "ReadAccountsDetail") }, "ReadAccountsBasic")},
	{"unknown-permission-granted", "A permission that the standard does not have is granted.", breaks("AAC-POST-09"),
		accept(func(doc object) object {
			data := doc.object("Data")
			return known(data, data["Permissions"])
		})},
	{"unknown-permission-ignored", "A permission that the standard does not have is left out without a word.", breaks("AAC-POST-09"),
		accept(func(doc object) object { return known(doc.object("Data"), nil) })},
	{"permissions-of-any-case", "Permission codes are taken in any case.", breaks("AAC-POST-09"),
		accept(func(doc object) object { return anyCase(doc.object("Data")) })},
	{"doubled-permission-refused", "A permission that is named twice is a reason to refuse.", breaks("AAC-POST-16"),
		reject(func(data object) bool {
			list := data.texts("Permissions")
			slices.Sort(list)
			return len(slices.Compact(slices.Clone(list))) < len(list)
		}, "Field.Invalid", "Data.Permissions")},
}

// unruled grants what one rule forbids, by asking the good bank for add as well.
func unruled(broken func(data object) bool, add string) lie {
	return accept(func(doc object) object {
		data := doc.object("Data")
		if len(data.texts("Permissions")) == 0 || !broken(data) {
			return nil
		}
		return granting(data, add)
	})
}

// known asks for the permissions that there are, and shows all that were asked
// for, or if that is nil, those.
func known(data object, asked any) object {
	list := data.texts("Permissions")
	some := slices.DeleteFunc(slices.Clone(list), func(p string) bool { return !slices.Contains(permissionCodes, p) })
	if len(some) == len(list) {
		return nil
	}
	if asked == nil {
		asked = some
	}
	if len(some) == 0 {
		some = []string{"ReadAccountsBasic"}
	}
	return asking(data, asked, some...)
}

func anyCase(data object) object {
	list, changed := data.texts("Permissions"), false
	for i, p := range list {
		j := slices.IndexFunc(permissionCodes, func(c string) bool { return strings.EqualFold(c, p) })
		if j >= 0 && permissionCodes[j] != p {
			list[i], changed = permissionCodes[j], true
		}
	}
	if !changed {
		return nil
	}
	return asking(data, list, list...)
}

// kebab writes a name of several words in small letters with hyphens.
func kebab(name string) string {
	var b strings.Builder
	lower := false
	for _, r := range name {
		if unicode.IsUpper(r) && lower {
			b.WriteByte('-')
		}
		lower = unicode.IsLower(r)
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
