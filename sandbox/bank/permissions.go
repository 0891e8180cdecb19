package bank

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/schemas"
)

// The permission codes of the data dictionary (3.1.2).
const (
	ReadAccountsBasic             Permission = "ReadAccountsBasic"
	ReadAccountsDetail            Permission = "ReadAccountsDetail"
	ReadBalances                  Permission = "ReadBalances"
	ReadBeneficiariesBasic        Permission = "ReadBeneficiariesBasic"
	ReadBeneficiariesDetail       Permission = "ReadBeneficiariesDetail"
	ReadDirectDebits              Permission = "ReadDirectDebits"
	ReadOffers                    Permission = "ReadOffers"
	ReadPAN                       Permission = "ReadPAN"
	ReadParty                     Permission = "ReadParty"
	ReadSupplementaryAccountInfo  Permission = "ReadSupplementaryAccountInfo"
	ReadFutureDatedPaymentsBasic  Permission = "ReadFutureDatedPaymentsBasic"
	ReadFutureDatedPaymentsDetail Permission = "ReadFutureDatedPaymentsDetail"
	ReadStandingOrdersBasic       Permission = "ReadStandingOrdersBasic"
	ReadStandingOrdersDetail      Permission = "ReadStandingOrdersDetail"
	ReadStatementsBasic           Permission = "ReadStatementsBasic"
	ReadStatementsDetail          Permission = "ReadStatementsDetail"
	ReadTransactionsBasic         Permission = "ReadTransactionsBasic"
	ReadTransactionsCredits       Permission = "ReadTransactionsCredits"
	ReadTransactionsDebits        Permission = "ReadTransactionsDebits"
	ReadTransactionsDetail        Permission = "ReadTransactionsDetail"
)

// permissions is the dictionary's list, in its order.
var permissions = []Permission{
	ReadAccountsBasic, ReadAccountsDetail, ReadBalances, ReadBeneficiariesBasic, ReadBeneficiariesDetail,
	ReadDirectDebits, ReadOffers, ReadPAN, ReadParty, ReadSupplementaryAccountInfo,
	ReadFutureDatedPaymentsBasic, ReadFutureDatedPaymentsDetail, ReadStandingOrdersBasic, ReadStandingOrdersDetail,
	ReadStatementsBasic, ReadStatementsDetail, ReadTransactionsBasic, ReadTransactionsCredits,
	ReadTransactionsDebits, ReadTransactionsDetail,
}

// synonyms are spellings that the dictionary prints by a slip, and what they
// stand for.
var synonyms = map[Permission]Permission{"ReadStandingOrdersBasi": ReadStandingOrdersBasic}

// place finds a code in the list.
var place = func() map[Permission]int {
	m := make(map[Permission]int, len(permissions))
	for i, p := range permissions {
		m[p] = i
	}
	return m
}()

// A set is which of the codes are asked for, a bit for each in the list's order.
type set uint32

func (s set) has(p Permission) bool { return s&(1<<place[p]) != 0 }

// A combination is a rule on which permissions may be asked for together: with
// If (or always, if it is empty) at least one of Needs. What no rule forbids is
// allowed; Basic and Detail of one cluster may always stand together.
type combination struct {
	If     Permission
	Needs  []Permission
	Clause string // of the Permissions page
}

var combinations = []combination{
	{"", []Permission{ReadAccountsBasic, ReadAccountsDetail}, "the Permissions array must contain at least one of them"},
	{ReadTransactionsBasic, []Permission{ReadTransactionsCredits, ReadTransactionsDebits}, "Basic says how much, Credits and Debits say of what"},
	{ReadTransactionsDetail, []Permission{ReadTransactionsCredits, ReadTransactionsDebits}, "Detail says how much, Credits and Debits say of what"},
	{ReadTransactionsCredits, []Permission{ReadTransactionsBasic, ReadTransactionsDetail}, "Credits says of what, Basic and Detail say how much"},
	{ReadTransactionsDebits, []Permission{ReadTransactionsBasic, ReadTransactionsDetail}, "Debits says of what, Basic and Detail say how much"},
}

// Permissions lists the permission codes in the order of the dictionary
// (3.1.2).
func Permissions() []Permission { return slices.Clone(permissions) }

// Canonical returns the code that p stands for, and whether p is a synonym for
// it: ReadStandingOrdersBasi, as the dictionary prints it, is one. A p that is
// no code at all comes back as it is.
func Canonical(p Permission) (code Permission, synonym bool) {
	if i, ok := place[p]; ok {
		return permissions[i], false // so that all that is stored shares one string
	}
	if code, ok := synonyms[p]; ok {
		return code, true
	}
	return p, false
}

// canonical is the list as it is stored: in the order sent, doubles and all.
func canonical(asked []Permission) []Permission {
	codes := make([]Permission, len(asked))
	for i, p := range asked {
		codes[i], _ = Canonical(p)
	}
	return codes
}

const permissionsPath = "Data.Permissions"

// checkPermissions lists every breach of the rules on permissions.
func checkPermissions(asked []Permission) []Violation {
	if len(asked) == 0 {
		return []Violation{{"Field.Missing", permissionsPath, "Permissions must hold at least one permission code"}}
	}
	var held set
	var unknown []Violation
	for i, p := range asked {
		code, _ := Canonical(p)
		if i, ok := place[code]; ok {
			held |= 1 << i
			continue
		}
		unknown = append(unknown, Violation{"Field.Invalid", fmt.Sprintf("%s[%d]", permissionsPath, i), ""})
		if len(unknown) <= tooMany {
			unknown[len(unknown)-1].Message = unknownPermission(p)
		}
	}
	return append(shorten(unknown), checkCombinations(held)...)
}

func checkCombinations(held set) (found []Violation) {
	for _, c := range combinations {
		asked := c.If == "" || held.has(c.If)
		if asked && !slices.ContainsFunc(c.Needs, held.has) {
			found = append(found, Violation{"Field.Expected", permissionsPath, c.String()})
		}
	}
	return found
}

func (c combination) String() string {
	needs := make([]string, len(c.Needs))
	for i, p := range c.Needs {
		needs[i] = string(p)
	}
	subject := "Permissions"
	if c.If != "" {
		subject = string(c.If)
	}
	return fmt.Sprintf("%s must come with %s: %s", subject, strings.Join(needs, " or "), c.Clause)
}

// tooMany is how many unknown codes of one request are told one by one.
const tooMany = 50

// shorten keeps an answer readable when a request is nothing but mistakes.
func shorten(found []Violation) []Violation {
	if len(found) <= tooMany {
		return found
	}
	rest := len(found) - tooMany
	last := found[tooMany]
	last.Message = fmt.Sprintf("and %d more unknown permission codes from here on", rest)
	return append(found[:tooMany:tooMany], last)
}

func unknownPermission(p Permission) string {
	message := fmt.Sprintf("%s is not a permission code", quote(string(p)))
	if near := schemas.Meant(string(p), permissions); near != "" {
		message += "; did you mean " + near + "?"
	}
	return message
}
