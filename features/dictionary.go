package features

import (
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/sandbank-dev/sandbank/schemas"
)

// A dictionary is what a good answer of an operation is held against.
type dictionary struct {
	schema string // where there are two levels, of both together; its name with Basic or Detail is that of one
	// levels is the stem of the two permissions, ReadAccounts of ReadAccountsBasic
	// and ReadAccountsDetail; "" if everybody is shown the same.
	levels string
	adds   []string // the members of an item that only Detail shows
}

var creditor = []string{"CreditorAgent", "CreditorAccount"}

// dictionaries are those of the endpoints by what their answers hold (data
// dictionaries; for adds the table of permissions). A file has none.
var dictionaries = map[string]dictionary{
	"Account": {"OBReadAccount", "ReadAccounts", []string{"Account", "Servicer"}},
	"Balance": {schema: "OBReadBalance"},
	"Transaction": {"OBReadTransaction", "ReadTransactions", []string{
		"TransactionInformation", "Balance", "MerchantDetails", "CreditorAgent", "CreditorAccount", "DebtorAgent", "DebtorAccount",
	}},
	"Beneficiary":        {"OBReadBeneficiary", "ReadBeneficiaries", creditor},
	"DirectDebit":        {schema: "OBReadDirectDebit"},
	"StandingOrder":      {"OBReadStandingOrder", "ReadStandingOrders", creditor},
	"FutureDatedPayment": {"OBReadFutureDatedPayment", "ReadFutureDatedPayments", creditor},
	"Offer":              {schema: "OBReadOffer"},
	"Statement":          {"OBReadStatement", "ReadStatements", []string{"StatementAmount"}},
}

// others are the dictionaries of operations that the member does not tell apart.
var others = map[Operation]dictionary{
	OpCreateConsent:               {schema: "OBAccountAccessConsentResponse"},
	OpGetConsent:                  {schema: "OBAccountAccessConsentResponse"},
	OpPatchConsent:                {schema: "OBAccountAccessConsentResponse"},
	"getAccountParties":           {schema: "OBReadParties"},
	"getAccountParty":             {schema: "OBReadParty"},
	"getParty":                    {schema: "OBReadParty"},
	"getSupplementaryAccountInfo": {schema: "OBReadSupplementaryAccountInfo"},
	"getSharingProductDetails":    {schema: "OBReadSharingProductDetails"},
}

// dictionaryOf gives what a good answer of the operation is held against; one
// without a schema is held against none.
func dictionaryOf(op Operation) dictionary {
	if d, ok := others[op]; ok {
		return d
	}
	for _, read := range endpoints {
		if read.op == op {
			return dictionaries[read.member]
		}
	}
	return dictionary{}
}

// resourceSuccess judges the body of a good answer of the account information API.
func resourceSuccess(e *Exchange) []Finding {
	d := dictionaryOf(e.Op)
	if d.schema == "" {
		return nil
	}
	level := d.level(e.granted)
	return append(validate(d.schema+level, e, d.requirement(level)), links(e)...)
}

// level tells how much a consent with these permissions shows: Detail if it has
// both; "" where there is one level, or where the consent is not known.
func (d dictionary) level(granted []string) string {
	for _, level := range []string{"Detail", "Basic"} {
		if d.levels != "" && slices.Contains(granted, d.levels+level) {
			return level
		}
	}
	return ""
}

// requirement says what a violation misses: a member of Detail that Basic shows,
// or that Detail does not, is a matter of permissions.
func (d dictionary) requirement(level string) func(schemas.Violation) string {
	return func(v schemas.Violation) string {
		at := strings.Split(v.Pointer, "/") // "", Data, the list, an index, a member
		switch {
		case len(at) != 5 || at[1] != "Data" || !slices.Contains(d.adds, at[4]):
		case level == "Basic" && v.Keyword == "additionalProperties":
			return "PERM-03"
		case level == "Detail" && (v.Keyword == "required" || v.Keyword == "minItems"):
			return "PERM-04"
		}
		return requirementOf(v)
	}
}

// links asks for absolute links: format uri alone would do with less. That Self
// is absent is the schema's to tell, the others may be.
func links(e *Exchange) (found []Finding) {
	gjson.GetBytes(e.Response.Body, "Links").ForEach(func(name, link gjson.Result) bool {
		id := "PAG-04"
		if name.Str == "Self" {
			id = "HTTP-LINK-01"
		}
		if link.Type == gjson.String && !strings.Contains(link.Str, "://") {
			found = append(found, Finding{Requirement: id, Where: "/Links/" + name.Str, Expected: "an absolute URI", Got: quoted(link.Str), Source: "body"})
		}
		return true
	})
	return found
}
