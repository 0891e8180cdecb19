package mutant

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// statementOps answer with statements.
var statementOps = []op{statements, statement, allStatements}

// statementLies is lies about statements.
var statementLies = []defect{
	{"statement-differs-by-itself", "A statement tells another CreationDateTime by itself than in the list.", breaks("STM-01"),
		each([]op{statement}, func(item object) {
			item["CreationDateTime"] = later(item.text("CreationDateTime"), time.Hour)
		})},
	{"statement-by-itself-is-newest", "The newest statement is shown whichever is asked for.", breaks("STM-01"),
		func(good bank) bank {
			return alter(done(statement), func(c *call, a *answer) {
				if all := c.statements(good); len(all) > 0 && all[0].text("StatementId") != c.segment(3) {
					*a = *good(c.to(http.MethodGet, c.upTo(2)+"/"+all[0].text("StatementId"), nil))
				}
			})(good)
		}},
	{"unknown-statement-404", "A StatementId that was never given out is answered 404.", breaks("STM-02"),
		noStatement(refusing(http.StatusNotFound, "Resource.NotFound", "StatementId"))},
	{"unknown-statement-empty", "A StatementId that was never given out is answered an empty list.", breaks("STM-02"),
		noStatement(func(c *call, a *answer) { a.hold(c) })},
	{"unknown-statement-is-newest", "A StatementId that was never given out is taken for the newest one.", breaks("STM-02"),
		func(good bank) bank {
			return noStatement(func(c *call, a *answer) {
				if all := c.statements(good); len(all) > 0 {
					*a = *good(c.to(http.MethodGet, strings.Replace(c.path, c.segment(3), all[0].text("StatementId"), 1), nil))
				}
			})(good)
		}},
	{"half-statements-shown", "Statements are shown that lie in the consent's window by half.", breaks("STM-03"), outside(overlapping)},
	{"statements-outside-shown", "Statements outside the consent's window are shown.", breaks("STM-03"),
		windowless([]op{statements, allStatements}, from, to)},
	{"statements-from-ignored", "fromStatementDateTime is ignored.", breaks("STM-04"),
		unfiltered([]op{statements, allStatements}, fromStatements)},
	{"statements-to-ignored", "toStatementDateTime is ignored.", breaks("STM-04"),
		unfiltered([]op{statements, allStatements}, toStatements)},
	{"statements-by-their-end", "fromStatementDateTime selects statements a month off, by their end.", breaks("STM-04"),
		shifted([]op{statements, allStatements}, fromStatements, -31*24*time.Hour)},
	{"statement-of-another-month", "A statement's transactions are those of the month before.", breaks("STM-05"),
		func(good bank) bank {
			return alter(done(statementTrans), func(c *call, a *answer) {
				all := c.statements(good)
				i := slices.IndexFunc(all, func(o object) bool { return o.text("StatementId") == c.segment(3) })
				if i >= 0 && i+1 < len(all) && c.asks(cursor) == "" {
					*a = *good(c.to(http.MethodGet, strings.Replace(c.path, c.segment(3), all[i+1].text("StatementId"), 1), nil))
				}
			})(good)
		}},
	{"statement-lacks-transaction", "A statement's transactions lack the last one.", breaks("STM-05"),
		lists([]op{statementTrans}, func(_ *call, items []object) []object { return items[:max(0, len(items)-1)] })},
	{"statement-of-all-time", "A statement's transactions are all of the account.", breaks("STM-05"),
		func(good bank) bank {
			return alter(done(statementTrans), func(c *call, a *answer) {
				*a = *good(c.to(http.MethodGet, c.upTo(1)+"/transactions", nil))
			})(good)
		}},
	{"statement-amounts-off", "The amounts of a statement are a thousandth too much.", breaks("STM-06"),
		each(statementOps, func(item object) { at(item, "StatementAmount.Amount", more) })},
	{"statement-closes-as-it-opened", "The closing balance of a statement is that of the one before.", breaks("STM-06"),
		each(statementOps, closesAsOpened)},
	{"statement-file-is-json", "A statement's file is JSON.", breaks("STM-07"),
		alter(done(statementFile), func(c *call, a *answer) {
			a.header.Set("Content-Type", "application/json")
			a.tell(object{"Data": object{}, "Links": object{}, "Meta": object{}})
		})},
	{"statement-file-csv-as-pdf", "A statement's file is called a PDF whatever it is.", breaks("STM-07"),
		alter(done(statementFile), header("Content-Type", "application/pdf"))},
	{"statement-file-pdf-as-csv", "A statement's file is CSV whatever was asked for.", breaks("STM-07"),
		func(good bank) bank {
			return func(c *call) *answer {
				if c.op == statementFile {
					return good(c.set("Accept", "text/csv"))
				}
				return good(c)
			}
		}},
	{"statement-file-empty", "A statement's file is empty.", breaks("STM-07"),
		alter(done(statementFile), func(_ *call, a *answer) { a.body = nil })},
	{"statement-ends-before-it-starts", "A statement ends before it starts.", breaks("STM-08"),
		each(statementOps, func(item object) {
			item["StartDateTime"], item["EndDateTime"] = item["EndDateTime"], item["StartDateTime"]
		})},
	{"statement-made-before-its-end", "A statement is created on the day on which it starts.", breaks("STM-08"),
		each(statementOps, func(item object) { item["CreationDateTime"] = item["StartDateTime"] })},
}

// segment returns a part of the path below the AIS resource group, unescaped.
func (c *call) segment(i int) string {
	parts := strings.Split(strings.TrimPrefix(c.path, aisp), "/")
	if i >= len(parts) {
		return ""
	}
	return parts[i]
}

// upTo returns the path up to a part, that one included.
func (c *call) upTo(i int) string {
	parts := strings.Split(strings.TrimPrefix(c.path, aisp), "/")
	return aisp + strings.Join(parts[:min(i+1, len(parts))], "/")
}

// statements lists the statements of the account that a call is about, newest
// first, as the caller may see them.
func (c *call) statements(good bank) []object {
	list := c.to(http.MethodGet, c.upTo(1)+"/statements", nil)
	return list.items(good(list).doc())
}

// noStatement lies where a StatementId is not known.
func noStatement(edit func(*call, *answer)) lie {
	return alter(on(statement, statementFile, statementTrans).and(code(http.StatusBadRequest)).and(func(_ *call, a *answer) bool {
		return a.hasError("Resource.NotFound")
	}), edit)
}

// outside shows statements that the window leaves out, as far as keep wants them.
func outside(keep func(item, data object) bool) lie {
	return recall(func(good bank, seen *notebook) bank {
		return document(done(statements, allStatements), func(c *call, doc object) {
			g := seen.grant(c)
			token := seen.twin(good, c, unwindowed(from, to))
			if g == nil || token == "" {
				return
			}
			data := seen.dataOf(c, g.consent)
			items := c.items(good(c.by(token)).doc())
			c.arrange(doc, slices.DeleteFunc(items, func(item object) bool { return !keep(item, data) }))
		})(good)
	})
}

// overlapping tells whether a statement has a day in the window.
func overlapping(item, data object) bool {
	start, end := instant(item.text("StartDateTime")), instant(item.text("EndDateTime"))
	first, last := instant(data.text(from)), instant(data.text(to))
	return (first.IsZero() || !end.Before(first)) && (last.IsZero() || !start.After(last))
}

// instant reads a date-time; what is none is the zero time.
func instant(text string) time.Time {
	t, _ := time.Parse(time.RFC3339Nano, text) // as said
	return t
}

// closesAsOpened makes the closing balance of a statement its opening one.
func closesAsOpened(item object) {
	amounts := item.list("StatementAmount")
	find := func(kind string) int {
		return slices.IndexFunc(amounts, func(o object) bool {
			return strings.HasSuffix(o.text("Type"), kind) && len(o.text("Type"))-len(kind) < 8
		})
	}
	opening := slices.IndexFunc(amounts, func(o object) bool { return strings.HasSuffix(o.text("Type"), "PreviousClosingBalance") })
	if closing := find("ClosingBalance"); opening >= 0 && closing >= 0 && closing != opening {
		amounts[closing]["Amount"] = amounts[opening]["Amount"]
		amounts[closing]["CreditDebitIndicator"] = amounts[opening]["CreditDebitIndicator"]
	}
}
