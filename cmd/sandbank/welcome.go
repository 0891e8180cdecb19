package main

import (
	"io"
	"strings"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/aggregator"
	"github.com/sandbank-dev/sandbank/sandbox/oauth"
)

// welcome is what serve prints. Its curl line makes a consent as it stands,
// with nothing but curl and sed.
const welcome = `sandbank is ready. It is a fake bank: never give it real data.

  accounts API  {base}/open-banking/v1.0/aisp
  OAuth         {base}/.well-known/openid-configuration
  Insights API  {base}/xs2a/v1/sessions, Authorization: Token {token}
  Insights demo {base}/demo, the XS2A App in your browser
  control       {control}/_bank/tenants
  demo client   {id} / {secret}, any loopback redirect URI
  customers     {customers}; any password

Create a consent:

TOKEN=$(curl -s -u {id}:{secret} -d 'grant_type=client_credentials&scope=accounts' {base}/oauth2/token | sed 's/.*"access_token":"\([^"]*\)".*/\1/'); curl -si {base}/open-banking/v1.0/aisp/account-access-consents -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"Data":{"Permissions":["ReadAccountsBasic"]}}'

Ctrl-C stops it.
`

func printWelcome(out io.Writer, base, control string, people *fixtures.Set) {
	client := oauth.DemoClients()[0]
	r := strings.NewReplacer("{base}", base, "{control}", control, "{id}", client.ID, "{secret}", client.Secret, "{token}", aggregator.DemoTokens()[0].Token, "{customers}", usernames(people))
	_, _ = r.WriteString(out, welcome)
}

// mostWelcome is how many customers are greeted by name.
const mostWelcome = 8

func usernames(people *fixtures.Set) string {
	var names []string
	for i, c := range people.Customers() {
		if i == mostWelcome {
			names = append(names, "…")
			break
		}
		names = append(names, c.ID)
	}
	return strings.Join(names, ", ")
}
