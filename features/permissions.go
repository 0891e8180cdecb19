package features

import "slices"

// codes are the 20 permissions of the standard (clause 3.1.2).
var codes = []string{
	"ReadAccountsBasic", "ReadAccountsDetail", "ReadBalances",
	"ReadBeneficiariesBasic", "ReadBeneficiariesDetail", "ReadDirectDebits",
	"ReadOffers", "ReadPAN", "ReadParty", "ReadSupplementaryAccountInfo",
	"ReadFutureDatedPaymentsBasic", "ReadFutureDatedPaymentsDetail",
	"ReadStandingOrdersBasic", "ReadStandingOrdersDetail",
	"ReadStatementsBasic", "ReadStatementsDetail",
	"ReadTransactionsBasic", "ReadTransactionsCredits",
	"ReadTransactionsDebits", "ReadTransactionsDetail",
}

// A companionship is a rule on combinations: whoever asks for one permission
// has to ask for one of some others too.
type companionship struct {
	requirement string
	with        string // "" is any request at all
	oneOf       []string
}

// companionships are the rules of the standard's page on permissions. The suite
// works its expectations out from this table alone.
var companionships = []companionship{
	{"AAC-POST-10", "ReadTransactionsBasic", []string{"ReadTransactionsCredits", "ReadTransactionsDebits"}},
	{"AAC-POST-11", "ReadTransactionsDetail", []string{"ReadTransactionsCredits", "ReadTransactionsDebits"}},
	{"AAC-POST-12", "ReadTransactionsCredits", []string{"ReadTransactionsBasic", "ReadTransactionsDetail"}},
	{"AAC-POST-13", "ReadTransactionsDebits", []string{"ReadTransactionsBasic", "ReadTransactionsDetail"}},
	{"AAC-POST-14", "", []string{"ReadAccountsBasic", "ReadAccountsDetail"}},
}

// missing tells whether a request for these permissions breaks the rule.
func (c companionship) missing(permissions []string) bool {
	if c.with != "" && !slices.Contains(permissions, c.with) {
		return false
	}
	return !slices.ContainsFunc(c.oneOf, func(p string) bool { return slices.Contains(permissions, p) })
}

// breaks gives the requirements that a request for these permissions would
// break; none means that the standard allows it.
func breaks(permissions []string) (requirements []string) {
	for _, c := range companionships {
		if c.missing(permissions) {
			requirements = append(requirements, c.requirement)
		}
	}
	return requirements
}

// accompanied adds to the permissions what the standard asks to go with them.
func accompanied(permissions []string) []string {
	all := slices.Clone(permissions)
	for len(breaks(all)) > 0 {
		for _, c := range companionships {
			if c.missing(all) {
				all = append(all, c.oneOf[0])
			}
		}
	}
	return all
}
