package bank

import (
	"fmt"
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/schemas"
)

// An Outcome is how a visit of the customer stands.
type Outcome int

// The outcomes of a visit.
const (
	Refused Outcome = iota // Error and Reason say why; redirect with them
	Granted                // redirect with a code
	Asks                   // show the page
	Waits                  // the customer does not answer: no redirect
)

// An Authorisation is what has come of a customer's visit.
type Authorisation struct {
	Outcome    Outcome
	Consent    Consent
	Customer   CustomerID // who is at the bank, "" if not known yet
	Accounts   []AccountID
	Generation int    // the tokens to issue belong to this authorisation
	Error      string // OAuth error code when Refused
	Reason     string // for people
}

// A Decision is what a customer answers.
type Decision struct {
	Does     scenario.Does
	Customer CustomerID
	Accounts []AccountID // exactly these, when Does is Approves
}

// denied is the OAuth error of every refusal that has none of its own.
const denied = "access_denied"

// Arrive tells what happens when the customer comes to /authorize for a
// consent; psu is the username, if known. A consent of another client or an
// unknown one is Forbidden or NotFound.
func (b *Bank) Arrive(client ClientID, id ConsentID, psu string) (a Authorisation, err error) {
	const op = "arrive"
	err = b.change(op, id, func(l *life) error {
		if err := l.owned(op, client); err != nil {
			return err
		}
		a, err = l.arrive(psu)
		return err
	})
	return a, err
}

func (l *life) arrive(psu string) (Authorisation, error) {
	if scenario.Terminal(l.Status) {
		return l.refused(denied, l.ended()), nil
	}
	remark := l.recognise(psu)
	l.typed = CustomerID(psu)
	v := visit{does: l.answer(), cause: "upon authorize", rule: l.customerRule(), remark: remark}
	if !v.decides(l.Status) {
		if e, ok := l.happen(scenario.UponAuthorize); ok {
			return l.outcomeOf(e), nil
		}
	}
	v.customer = l.bank.visitor(l.script, CustomerID(psu))
	if _, known := l.bank.Customer(CustomerID(psu)); !known && l.Customer != "" {
		v.customer, _ = l.bank.Customer(l.Customer)
	}
	v.accounts = pick(v.customer, l.script.Customer.Accounts)
	if v.does == scenario.Ask {
		return l.asks(psu), nil
	}
	return l.decide(v)
}

// answer is what the script has the customer do now. Where it does not say,
// the customer's own app decides elsewhere, if the script provides for that;
// an authorised customer who comes back has nothing left to decide.
func (l *life) answer() scenario.Does {
	if l.script.Customer.Does == scenario.Unsaid && l.Status == scenario.Authorised {
		return scenario.Approves
	}
	return l.script.Way()
}

// customerRule names the place of the customer's word in the script.
func (l *life) customerRule() string {
	for _, e := range l.script.Exits(scenario.AwaitingAuthorisation) {
		if e.By == scenario.ByCustomer && e.Upon == scenario.UponAuthorize {
			return rule(l.script, e)
		}
	}
	return l.script.Name
}

// Decide carries out the answer that a customer gave on the page. NotFound for
// the consent; Invalid for a customer or an account that there is not.
func (b *Bank) Decide(id ConsentID, d Decision) (a Authorisation, err error) {
	const op = "decide"
	who, err := b.known(op, d)
	if err != nil {
		return a, err
	}
	err = b.change(op, id, func(l *life) error {
		a, err = l.decide(visit{does: d.Does, customer: who, accounts: d.Accounts, cause: "page"})
		return err
	})
	return a, err
}

// known checks a decision against the bank's customers and their accounts.
func (b *Bank) known(op string, d Decision) (Customer, error) {
	who, ok := b.Customer(d.Customer)
	if !ok {
		return who, invalid(op, "Customer", fmt.Sprintf("the bank has no customer %s", quote(string(d.Customer))), schemas.Meant(string(d.Customer), b.Usernames()))
	}
	held := pick(who, nil)
	for _, id := range d.Accounts {
		if !slices.Contains(held, id) {
			return who, invalid(op, "Accounts", fmt.Sprintf("%s has no account %s", who.ID, quote(string(id))), schemas.Meant(string(id), held))
		}
	}
	return who, nil
}

// A visit is a customer's answer, from the script or from the page.
type visit struct {
	does     scenario.Does
	customer Customer
	accounts []AccountID
	cause    string
	rule     string
	remark   string // why a username was ignored
}

// decides tells whether the customer's word, which stands for an exit of
// AwaitingAuthorisation, comes before the script's own exits upon authorize.
func (v visit) decides(s scenario.State) bool {
	return s == scenario.AwaitingAuthorisation && v.does != scenario.WalksAway && v.does != scenario.Ask
}

// decide is the one way in which an answer becomes a fact.
func (l *life) decide(v visit) (Authorisation, error) {
	switch {
	case scenario.Terminal(l.Status):
		return l.refused(denied, l.ended()), nil
	case v.does == scenario.Approves:
		return l.approve(v)
	case v.does == scenario.Declines:
		return l.decline(v, "the customer declined")
	case v.does == scenario.FailsSCA:
		return l.decline(v, "strong customer authentication failed")
	case v.does == scenario.WalksAway:
		return Authorisation{Outcome: Waits, Consent: l.Consent.Clone(), Customer: v.customer.ID, Reason: "the customer has not answered"}, nil
	case v.does == scenario.Ask:
		return l.asks(string(v.customer.ID)), nil
	}
	return Authorisation{}, invalid("decide", "Does", fmt.Sprintf("a customer cannot do %s", quote(string(v.does))), schemas.Meant(string(v.does), ways))
}

var ways = []scenario.Does{scenario.Approves, scenario.Declines, scenario.FailsSCA, scenario.WalksAway, scenario.Ask}

// approve authorises the consent, or authenticates its customer again.
func (l *life) approve(v visit) (Authorisation, error) {
	m := move{
		to: scenario.Authorised, by: scenario.ByCustomer, at: l.now, cause: v.cause, rule: v.rule,
		reason: v.remark, customer: v.customer.ID, accounts: v.accounts,
	}
	if l.Status == scenario.Authorised {
		if v.customer.ID != l.Customer {
			return l.refused(denied, fmt.Sprintf("the consent was authorised by another customer than %s", v.customer.ID)), nil
		}
		m.cause += ", re-authentication"
		l.renew(m)
	} else if err := l.move(m); err != nil {
		return Authorisation{}, err
	}
	return l.granted(), nil
}

// decline rejects the consent. An Authorised one stays as it is: the customer
// only did not authenticate again.
func (l *life) decline(v visit, why string) (Authorisation, error) {
	if l.Status == scenario.AwaitingAuthorisation {
		reason := why
		if v.remark != "" {
			reason += "; " + v.remark
		}
		err := l.move(move{to: scenario.Rejected, by: scenario.ByCustomer, at: l.now, cause: v.cause, rule: v.rule, reason: reason})
		if err != nil {
			return Authorisation{}, err
		}
	}
	a := l.refused(denied, why)
	a.Customer = v.customer.ID
	return a, nil
}

// outcomeOf tells the visit's end when the script's own exit decided it.
func (l *life) outcomeOf(e scenario.Exit) Authorisation {
	if l.position() == scenario.Authorised {
		return l.granted()
	}
	why := e.Reason
	if why == "" {
		why = l.ended()
	}
	if e.Error != "" {
		return l.refused(e.Error, why)
	}
	return l.refused(denied, why)
}

func (l *life) granted() Authorisation {
	c := l.Consent.Clone()
	return Authorisation{Outcome: Granted, Consent: c, Customer: c.Customer, Accounts: c.Accounts, Generation: c.Generation}
}

func (l *life) refused(code, why string) Authorisation {
	return Authorisation{Outcome: Refused, Consent: l.Consent.Clone(), Error: code, Reason: why}
}

func (l *life) asks(psu string) Authorisation {
	who, _ := l.bank.Customer(CustomerID(psu))
	return Authorisation{Outcome: Asks, Consent: l.Consent.Clone(), Customer: who.ID}
}

func (l *life) ended() string { return fmt.Sprintf("the consent is %s", l.position()) }

// visitor is who comes to the bank: whom the script names, else who typed a
// customer's name, else the script's persona.
func (b *Bank) visitor(s scenario.Scenario, typed CustomerID) Customer {
	for _, id := range []CustomerID{CustomerID(s.Customer.As), typed, CustomerID(s.Persona())} {
		if c, ok := b.Customer(id); ok {
			return c
		}
	}
	return Customer{}
}
