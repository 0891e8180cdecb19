package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/sandbank-dev/sandbank/sandbox"
	"github.com/sandbank-dev/sandbank/schemas"
)

// resources are the lists of a customer's data, and the schema of each.
var resources = map[string]string{
	"/accounts": "OBReadAccountDetail", "/balances": "OBReadBalance", "/transactions": "OBReadTransactionDetail",
	"/beneficiaries": "OBReadBeneficiaryDetail", "/direct-debits": "OBReadDirectDebit", "/standing-orders": "OBReadStandingOrderDetail",
	"/future-dated-payments": "OBReadFutureDatedPaymentDetail", "/offers": "OBReadOffer", "/statements": "OBReadStatementDetail", "/party": "OBReadParty",
}

// everything is a consent to all that a customer has.
const everything = `ReadAccountsDetail ReadBalances ReadTransactionsDetail ReadTransactionsCredits ReadTransactionsDebits ReadBeneficiariesDetail
	ReadDirectDebits ReadStandingOrdersDetail ReadFutureDatedPaymentsDetail ReadOffers ReadParty ReadStatementsDetail ReadSupplementaryAccountInfo ReadPAN`

// manyPages of a list are enough to see all that its rules make.
const manyPages = 5

// What the shipped customers have fits the schemas, and keeps the lengths of the
// parent standard, which a schema only notes.
func TestShippedDataFits(t *testing.T) {
	bank := sandbox.Start(t)
	for _, customer := range []string{"amal", "basma", "dana", "yusuf"} {
		t.Run(customer, func(t *testing.T) {
			s := newStranger(t, bank)
			data := s.login.Client(s.through(), s.authorise(s.consent(strings.Join(strings.Fields(everything), " ")).Data.ID, customer))
			all := map[string]string{}
			for path, schema := range resources {
				all[path] = schema
			}
			var held struct {
				Data struct{ Account []map[string]any }
			}
			s.read(data, s.base+"/accounts", &held)
			for _, account := range held.Data.Account {
				all[fmt.Sprintf("/accounts/%s/parties", account["AccountId"])] = "OBReadParties"
				all[fmt.Sprintf("/accounts/%s/supplementary-account-info", account["AccountId"])] = "OBReadSupplementaryAccountInfo"
			}
			for path, schema := range all {
				next := s.base + path
				for pages := 0; next != "" && pages < manyPages; pages++ {
					body := s.body(data, next)
					mustFit(t, schema, body)
					var page struct{ Links struct{ Next string } }
					if err := json.Unmarshal(body, &page); err != nil {
						t.Fatal(err)
					}
					next = page.Links.Next
				}
			}
		})
	}
}

// body is the answer to a GET that succeeds.
func (s *stranger) body(client *http.Client, url string) json.RawMessage {
	s.Helper()
	var body json.RawMessage
	s.read(client, url, &body)
	return body
}

func mustFit(t *testing.T, schema string, body []byte) {
	t.Helper()
	found, err := schemas.Validate(schema, body)
	if err != nil || len(found) > 0 {
		t.Errorf("%s: %v, %+v", schema, err, found)
	}
	source, err := schemas.Source(schema)
	if err != nil {
		t.Fatal(err)
	}
	var root, doc map[string]any
	if err := json.Unmarshal(source, &root); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(body, &doc); err != nil {
		t.Fatal(err)
	}
	walk := lengths{t, root["definitions"].(map[string]any)}
	walk.check(schema, root, doc)
}

// lengths walks over a body and its schema, and compares texts with what the
// schema's notes say of their length.
type lengths struct {
	*testing.T
	definitions map[string]any
}

func (l lengths) check(at string, schema map[string]any, value any) {
	if ref, ok := schema["$ref"].(string); ok {
		schema = l.definitions[strings.TrimPrefix(ref, "#/definitions/")].(map[string]any)
	}
	switch v := value.(type) {
	case map[string]any:
		properties, _ := schema["properties"].(map[string]any)
		for name, inner := range v {
			if described, ok := properties[name].(map[string]any); ok {
				l.check(at+"/"+name, described, inner)
			}
		}
	case []any:
		for _, inner := range v {
			l.check(at, schema["items"].(map[string]any), inner)
		}
	case string:
		note, _ := schema["$comment"].(string)
		_, rest, _ := strings.Cut(note, "At most ")
		var most int
		if _, err := fmt.Sscan(rest, &most); err == nil && utf8.RuneCountInString(v) > most {
			l.Errorf("%s is %q, of %d characters; the parent standard has at most %d", at, v, utf8.RuneCountInString(v), most)
		}
	}
}
