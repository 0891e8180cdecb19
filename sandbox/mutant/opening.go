package mutant

import (
	"net/http"
	"slices"
)

// openings is lies about what permissions open of an operation, and what stays
// closed without them.
func (r resource) openings(o op) []defect {
	id := kebab(string(o))
	table := []defect{{id + "-closed", o.where() + " is refused whatever the permissions.", breaks("PERM-01"),
		closed(o, func(object) bool { return true })}}
	if r.name != "accounts" { // without those there is no consent
		table = append(table, defect{id + "-without-permission", o.where() + " needs no permission.", breaks("PERM-02"),
			unguarded(o, r)})
	}
	return append(table, r.onlySome(o)...)
}

// onlySome is banks that open an operation to one of two levels, or to one of
// two directions, alone.
func (r resource) onlySome(o op) (table []defect) {
	rows := [][2]string{{r.basic, r.detail}, {r.detail, r.basic}}
	if len(r.with) == 2 {
		rows = append(rows, [2]string{r.with[0], r.with[1]}, [2]string{r.with[1], r.with[0]})
	}
	for _, row := range rows {
		if row[0] == "" || row[1] == "" {
			continue
		}
		table = append(table, defect{kebab(string(o)) + "-closed-to-" + kebab(row[0][len("Read"):]),
			o.where() + " is refused with " + row[0] + " unless " + row[1] + " is there too.", breaks("PERM-01"),
			closed(o, func(data object) bool { return !data.asks(row[1]) })})
	}
	return table
}

// oddOpenings is what the table does not come to.
var oddOpenings = []defect{
	{"statement-file-with-basic", "A statement's file needs no more than ReadStatementsBasic.", breaks("PERM-02", "STM-07"),
		widened([]op{statementFile}, func(data object) bool {
			return data.asks("ReadStatementsBasic") && widen(data, "ReadStatementsDetail")
		})},
	{"statement-transactions-with-statements", "The permission for statements opens their transactions.", breaks("PERM-02"),
		widened([]op{statementTrans}, func(data object) bool {
			return data.asks("ReadStatementsBasic", "ReadStatementsDetail") && widen(data, detail, credits, debits)
		})},
	{"transactions-with-balances", "ReadBalances opens transactions.", breaks("PERM-02"),
		widened([]op{transactions, allTrans}, func(data object) bool {
			return data.asks("ReadBalances") && widen(data, basic, credits, debits)
		})},
	{"forbidden-404", "What a consent does not open is answered 404.", breaks("PERM-02"),
		unpermitted(http.StatusNotFound)},
	{"forbidden-401", "What a consent does not open is answered 401.", breaks("PERM-02"),
		alter(on(dataOps...).and(code(http.StatusForbidden)), func(_ *call, a *answer) { a.unauthorised() })},
	{"forbidden-400", "What a consent does not open is answered 400.", breaks("PERM-02"),
		unpermitted(http.StatusBadRequest)},
	{"forbidden-empty", "What a consent does not open is answered as if there were none of it.", breaks("PERM-02"),
		alter(on(dataOps...).and(code(http.StatusForbidden)), func(c *call, a *answer) { a.hold(c) })},
}

// unpermitted answers with another status where a consent does not open a thing.
func unpermitted(status int) lie {
	return alter(on(dataOps...).and(code(http.StatusForbidden)), refusing(status, "Resource.ConsentMismatch", ""))
}

// hold makes the answer a page of these items.
func (a *answer) hold(c *call, items ...any) {
	a.status = http.StatusOK
	a.header.Set("Content-Type", "application/json")
	a.header.Del("Www-Authenticate")
	data := object{byOp[c.op].list: append([]any{}, items...)}
	if slices.Contains([]op{accountParty, party, supplement}, c.op) {
		data = object{}
	}
	a.tell(object{"Data": data, "Links": object{"Self": "http://" + c.Host + c.URL.RequestURI()}, "Meta": object{"TotalPages": 1}})
}

// closed refuses an operation where the Data of the consent says so.
func closed(o op, when func(data object) bool) lie {
	return recall(func(good bank, seen *notebook) bank {
		return alter(done(o), func(c *call, a *answer) {
			if g := seen.grant(c); g != nil {
				if data := seen.dataOf(c, g.consent); data != nil && when(data) {
					a.refuse(http.StatusForbidden, "Resource.ConsentMismatch", "")
				}
			}
		})(good)
	})
}

// unguarded opens an operation to consents that do not.
func unguarded(o op, r resource) lie {
	return widened([]op{o}, func(data object) bool {
		return !r.open(data) && widen(data, append([]string{r.levels()[len(r.levels())-1]}, r.with...)...)
	})
}

// widened answers what the good bank forbids as it would under a consent that
// change makes wider, as long as it is about an account of the caller's.
func widened(ops []op, change func(data object) bool) lie {
	return recall(func(good bank, seen *notebook) bank {
		return alter(on(ops...).and(code(http.StatusForbidden)), func(c *call, a *answer) {
			token := seen.twin(good, c, change)
			if token == "" || !mine(good, c, c.account) {
				return
			}
			if b := good(c.by(token)); b.ok() {
				*a = *b
			}
		})(good)
	})
}
