package mutant

import (
	"slices"
	"strings"
)

// leaks is lies of an operation about Basic and Detail, one member at a time.
func (r resource) leaks(o op) (table []defect) {
	for _, m := range r.adds {
		table = append(table, r.leak(o, m))
		if slices.Contains(r.must, m) {
			table = append(table, defect{kebab(string(o)) + "-lacks-" + kebab(m),
				o.where() + " shows no " + m + " with Detail.", breaks("PERM-04"), without([]op{o}, m)})
		}
	}
	return table
}

// levelled is lies about Basic and Detail of the resource as a whole.
func (r resource) levelled() (table []defect) {
	for _, m := range r.adds {
		if !slices.Contains(r.must, m) {
			table = append(table, defect{r.name + "-never-show-" + kebab(m),
				"No " + m + " is ever shown with " + r.detail + ".", breaks("PERM-05"), without(r.ops, m)})
		}
	}
	if r.adds != nil {
		table = append(table, r.doubled(), r.sometimes())
	}
	return table
}

// leak is a bank that shows a member of Detail with Basic.
func (r resource) leak(o op, m string) defect {
	return defect{kebab(string(o)) + "-leaks-" + kebab(m), o.where() + " shows " + m + " with " + r.basic + " alone.", breaks("PERM-03"),
		richer([]op{o}, r.atBasic, func(mine, other object) {
			if other[m] != nil {
				mine[m] = other[m]
			}
		})}
}

// doubled is a bank to which Basic beside Detail means Basic.
func (r resource) doubled() defect {
	return defect{r.name + "-of-both-levels-basic", r.basic + " beside " + r.detail + " takes Detail's members away.", breaks("PERM-11"),
		recall(func(good bank, seen *notebook) bank {
			return document(done(r.ops...), func(c *call, doc object) {
				g := seen.grant(c)
				if g == nil {
					return
				}
				if data := seen.dataOf(c, g.consent); !data.asks(r.basic) || !data.asks(r.detail) {
					return
				}
				for _, item := range c.items(doc) {
					for _, m := range r.adds {
						delete(item, m)
					}
				}
			})(good)
		})}
}

// sometimes is a bank that leaks the first member of Detail in one item alone,
// the last of a list.
func (r resource) sometimes() defect {
	m := r.adds[len(r.adds)-1]
	return defect{r.name + "-leak-in-the-last-item", "The last item of a list of " + r.name + " shows " + m + " with " + r.basic + " alone.", breaks("PERM-03"),
		recall(func(good bank, seen *notebook) bank {
			return document(done(r.ops...), func(c *call, doc object) {
				items := c.items(doc)
				token := seen.twin(good, c, r.atBasic)
				if token == "" || len(items) == 0 {
					return
				}
				last := items[len(items)-1]
				for _, other := range c.items(good(c.uncursored().by(token)).doc()) {
					if c.idOf(other) == c.idOf(last) && other[m] != nil {
						last[m] = other[m]
					}
				}
			})(good)
		})}
}

// directions is lies of an operation about credits and debits.
func (r resource) directions(o op) []defect {
	if r.with == nil {
		return nil
	}
	id, ops := kebab(string(o)), []op{o}
	return []defect{
		{id + "-shows-debits-with-credits", o.where() + " shows debits with ReadTransactionsCredits alone.", breaks("PERM-06"),
			as(ops, func(d object) bool { return d.asks(credits) && widen(d, debits) })},
		{id + "-shows-credits-with-debits", o.where() + " shows credits with ReadTransactionsDebits alone.", breaks("PERM-07"),
			as(ops, func(d object) bool { return d.asks(debits) && widen(d, credits) })},
		{id + "-credits-only-with-both", o.where() + " shows credits alone with both directions.", breaks("PERM-08"),
			as(ops, func(d object) bool { return narrow(d, credits, debits) })},
		{id + "-debits-only-with-both", o.where() + " shows debits alone with both directions.", breaks("PERM-08"),
			as(ops, func(d object) bool { return narrow(d, debits, credits) })},
		{id + "-swaps-directions", o.where() + " takes ReadTransactionsCredits for Debits and Debits for Credits.", breaks("PERM-06", "PERM-07"),
			as(ops, swap)},
	}
}

// narrow drops one permission where another is there too.
func narrow(data object, keep, drop string) bool {
	if !data.asks(keep) || !data.asks(drop) {
		return false
	}
	data["Permissions"] = slices.DeleteFunc(data.texts("Permissions"), func(p string) bool { return p == drop })
	return true
}

// swap asks for the other direction.
func swap(data object) bool {
	list := data.texts("Permissions")
	if data.asks(credits) == data.asks(debits) {
		return false
	}
	for i, p := range list {
		switch p {
		case credits:
			list[i] = debits
		case debits:
			list[i] = credits
		}
	}
	data["Permissions"] = list
	return true
}

// A place is where a card number may stand: in the items of some operations, the
// objects that a path leads to.
type place struct {
	id, path string
	ops      []op
}

// panPlaces is the fields that the framework names for ReadPAN.
var panPlaces = []place{
	{"account", "Account", []op{accounts, account}},
	{"transaction-creditor", "CreditorAccount", []op{transactions, allTrans, statementTrans}},
	{"transaction-debtor", "DebtorAccount", []op{transactions, allTrans, statementTrans}},
	{"transaction-card", "CardInstrument", []op{transactions, allTrans, statementTrans}},
	{"beneficiary-creditor", "CreditorAccount", []op{beneficiaries, allBenef}},
	{"standing-order-creditor", "CreditorAccount", []op{standingOrders, allOrders}},
	{"future-payment-creditor", "CreditorAccount", []op{futurePayments, allFuture}},
}

// defects is lies about the card numbers in a place.
func (p place) defects() []defect {
	return []defect{
		{p.id + "-pan-whole", "Without ReadPAN the card number in " + p.path + " of " + p.ops[0].where() + " is whole.", breaks("PERM-09"),
			richer(p.ops, func(d object) bool { return widen(d, "ReadPAN") }, func(mine, other object) { copyPANs(mine, other, p.path) })},
		{p.id + "-pan-always-masked", "With ReadPAN the card number in " + p.path + " of " + p.ops[0].where() + " is masked.", breaks("PERM-10"),
			each(p.ops, func(item object) { at(item, p.path, maskPAN) })},
	}
}

// copyPANs copies Identification from one item to the other, as far as the
// objects on the path correspond.
func copyPANs(mine, other object, path string) {
	theirs := other.list(path)
	for i, o := range mine.list(path) {
		if i < len(theirs) && o["Identification"] != nil {
			o["Identification"] = theirs[i]["Identification"]
		}
	}
}

// maskPAN leaves the last four digits of a card number.
func maskPAN(o object) {
	if n := o.text("Identification"); !strings.HasSuffix(o.text("SchemeName"), "IBAN") && len(n) > 4 {
		o["Identification"] = strings.Repeat("*", len(n)-4) + n[len(n)-4:]
	}
}
