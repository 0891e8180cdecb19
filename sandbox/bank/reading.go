package bank

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/sandbank-dev/sandbank/fixtures"
	"github.com/sandbank-dev/sandbank/sandbox/ledger"
)

// A Reading is an operation that a token may ask for: what it gives, it gives as
// far as the consent behind the token reaches. It is for one request.
//
// Its methods answer with values from which all that the consent does not grant
// has been taken out. They are Forbidden for an account that the customer did
// not choose, in the same words whether or not there is one; then Invalid for a
// filter or a cursor, NotFound for a statement.
type Reading struct {
	bank     *Bank
	endpoint Endpoint
	consent  Consent
	who      Customer
	held     set
	rights   rights
	now      time.Time
}

// scopeProducts is the scope of the products that the bank offers to everybody.
const scopeProducts = "products"

// MayRead looks at everything that comes before an account: that the token and
// its consent are good (Unauthorised, Forbidden), that the bank has the endpoint
// (Unsupported), and that the consent's permissions open it (Forbidden).
func (b *Bank) MayRead(a Access, op Operation) (Reading, error) {
	e, known := endpointOf[op]
	if !known {
		return Reading{}, &Error{Op: string(op), Err: errors.New("is no operation on account information")}
	}
	r := Reading{bank: b, endpoint: e, now: b.cfg.Clock.Now()}
	if op == GetSharingProductDetails {
		return r, a.mayReadProducts()
	}
	c, err := b.MayReadData(a)
	if err != nil {
		return Reading{}, err
	}
	if !b.offers(c, e) {
		return Reading{}, &Error{Op: string(op), Kind: Unsupported, Err: errors.New("this bank does not offer the endpoint")}
	}
	r.consent, r.held = c, heldBy(c.Permissions)
	if r.rights = rightsOf(r.held, op); !r.rights.open() {
		return Reading{}, &Error{Op: string(op), Kind: Forbidden, Err: fmt.Errorf("the consent does not permit it: it takes %s", needed(op))}
	}
	r.who, _ = b.Customer(c.Customer)
	return r, nil
}

// mayReadProducts is nil for client credentials with scope products. Forbidden
// otherwise: no customer's consent is about them.
func (a Access) mayReadProducts() error {
	switch {
	case a.Consent != "":
		return &Error{Op: "read products", Kind: Forbidden, Err: errors.New("the token is a customer's authorisation; products take client credentials")}
	case !slices.Contains(a.Scopes, scopeProducts):
		return &Error{Op: "read products", Kind: Forbidden, Err: fmt.Errorf("the token lacks scope %s: it has %q", scopeProducts, a.Scopes)}
	}
	return nil
}

// offers tells whether the bank of the consent's scenario has the endpoint.
func (b *Bank) offers(c Consent, e Endpoint) bool {
	return e.Word == "" || b.cfg.Scenarios().Offers(b.script(c.Scenario).Bank, e.Word)
}

// heldBy is a consent's permissions as a set.
func heldBy(codes []Permission) (held set) {
	for _, p := range codes {
		if i, ok := place[p]; ok {
			held |= 1 << i
		}
	}
	return held
}

// is guards a method of another operation: what the rights of one operation
// open, those of another do not. Internal.
func (r Reading) is(ops ...Operation) error {
	if slices.Contains(ops, r.endpoint.Operation) {
		return nil
	}
	return &Error{Op: string(r.endpoint.Operation), Err: fmt.Errorf("reads something else than %s", ops[0])}
}

// accounts are those that a query is about, in the order in which the bank lists
// them: the one that it names, or all of the consent. Forbidden for one that the
// customer did not choose, known or not.
func (r Reading) accounts(q Query) ([]Account, error) {
	chosen := func(a Account) bool {
		return slices.Contains(r.consent.Accounts, a.ID) && (r.endpoint.Bulk || a.ID == q.Account)
	}
	list := slices.DeleteFunc(slices.Clone(r.who.Accounts), func(a Account) bool { return !chosen(a) })
	if len(list) == 0 && !r.endpoint.Bulk {
		return nil, &Error{Op: string(r.endpoint.Operation), Kind: Forbidden, Err: errors.New("the consent does not open this account")}
	}
	return list, nil
}

// order is the place of an account among the customer's.
func (r Reading) order(id AccountID) int {
	if i := slices.IndexFunc(r.who.Accounts, func(a Account) bool { return a.ID == id }); i >= 0 {
		return i
	}
	return len(r.who.Accounts)
}

// A desired is what is left of a query once it has been checked.
type desired struct {
	accounts []Account
	filter   span
	sealer   sealer
	at       position
	size     int // items on a page; 0: all
}

// check reads a query; all that is wrong with its form is told at once.
func (r Reading) check(q Query) (d desired, err error) {
	if d.accounts, err = r.accounts(q); err != nil {
		return d, err
	}
	if r.endpoint.Bulk {
		q.Account = ""
	}
	filter, found := q.spanOf(r.endpoint.Filters)
	d.filter = filter
	if r.endpoint.Paged {
		d.size = r.bank.cfg.PageSize
		d.sealer = newSealer(r.bank.key, r.consent.ID, r.endpoint.Operation, q)
		if d.at, err = d.sealer.open(q.Page); err != nil {
			found = append(found, Violation{"Field.Invalid", "page", quote(q.Page) + " " + err.Error()})
		}
	}
	if len(found) > 0 {
		return d, &Error{Op: string(r.endpoint.Operation), Kind: Invalid, Violations: found}
	}
	if d.at.Floor == 0 {
		d.at.Floor = floorOf(r.now)
	}
	return d, nil
}

// views looks into the books of the accounts, as they are now and as far back as
// they were shown when the walk began.
func (r Reading) views(d desired) (ids []AccountID, views []ledger.View) {
	seed := r.bank.cfg.Seed
	if own := r.bank.script(r.consent.Scenario).Data.Seed; own != 0 {
		seed = own
	}
	books := r.bank.cfg.Books(seed)
	for _, a := range d.accounts {
		if v, ok := books.Account(string(a.ID), r.now); ok {
			ids, views = append(ids, a.ID), append(views, v.Since(d.at.since()))
		}
	}
	return ids, views
}

// Products lists what the bank offers to everybody.
func (r Reading) Products() ([]fixtures.Product, error) {
	return r.bank.cfg.Fixtures.Products(), r.is(GetSharingProductDetails)
}
