package main

import (
	"slices"
	"strings"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
)

// accessFeature holds every permission, with those that it cannot be without,
// against every operation: open or refused.
func accessFeature() feature {
	steps := func(answer string) []string {
		return []string{"Given a consent for <permission> and what it needs", "When the AISP reads <what>", "Then every answer is " + answer}
	}
	access := func(open bool) []examples {
		return blocksOf(func(e bank.Endpoint) (cells []example) {
			for _, p := range bank.Permissions() {
				if opens(accompanied(p), e.Operation) == open {
					cells = append(cells, example{words(e), string(p)})
				}
			}
			return cells
		})
	}
	columns := []string{"what", "permission"}
	return feature{
		file: "permission-matrix-access.feature",
		name: "What a permission opens",
		about: "Each of the twenty permissions, together with those that it cannot be without,\n" +
			"opens what the standard says, and nothing else. Accounts belong to all of them.\n",
		outlines: []outline{
			{"@mandatory @PERM-01", "<permission> opens <what>", steps("200"), columns, access(true)},
			{"@mandatory @PERM-02", "<permission> does not open <what>", steps("403"), columns, access(false)},
		},
	}
}

// accompanied is a permission with those that a request must have beside it: one
// way for transactions to go, how much of them to show, and the accounts.
func accompanied(p bank.Permission) []bank.Permission {
	all := []bank.Permission{p}
	for _, e := range customers() {
		grants := grantsOn(e.Operation)
		if isOf(p, grants, opening) && !slices.ContainsFunc(all, func(p bank.Permission) bool { return isOf(p, grants, taking) }) {
			all = append(all, firstOf(grants, taking)...)
		}
		if isOf(p, grants, taking) && !slices.ContainsFunc(all, func(p bank.Permission) bool { return isOf(p, grants, opening) }) {
			all = append(all, firstOf(grants, opening)...)
		}
	}
	if p != bank.ReadAccountsBasic && p != bank.ReadAccountsDetail {
		all = append(all, bank.ReadAccountsBasic)
	}
	return all
}

func opening(g bank.Grant) bool { return g.Opens }
func taking(g bank.Grant) bool  { return g.Takes != bank.TakesNone }

// isOf tells whether a permission has such a row.
func isOf(p bank.Permission, grants []bank.Grant, such func(bank.Grant) bool) bool {
	return slices.ContainsFunc(grants, func(g bank.Grant) bool { return g.Permission == p && such(g) })
}

// firstOf is the first permission with such a row, if there is one.
func firstOf(grants []bank.Grant, such func(bank.Grant) bool) []bank.Permission {
	if i := slices.IndexFunc(grants, such); i >= 0 {
		return []bank.Permission{grants[i].Permission}
	}
	return nil
}

// opens tells whether a consent opens an operation.
func opens(held []bank.Permission, op bank.Operation) bool {
	grants := grantsOn(op)
	has := func(such func(bank.Grant) bool) bool {
		return slices.ContainsFunc(held, func(p bank.Permission) bool { return isOf(p, grants, such) })
	}
	return has(opening) && (has(taking) || !slices.ContainsFunc(grants, taking))
}

// detailFeature holds each member that Detail adds against Basic, Detail and
// both.
func detailFeature() feature {
	given, reads := "Given a consent for <permissions> and what they need", "When the AISP reads <what>"
	columns := []string{"what", "member", "permissions"}
	show := func(always bool, which func(basic, detail bank.Permission) []bank.Permission) []examples {
		return blocksOf(func(e bank.Endpoint) []example {
			return memberCells(e, which, func(g bank.Grant, m bank.Member) bool { return slices.Contains(g.Always, m) == always })
		})
	}
	basic := func(basic, _ bank.Permission) []bank.Permission { return []bank.Permission{basic} }
	detail := func(_, detail bank.Permission) []bank.Permission { return []bank.Permission{detail} }
	both := func(basic, detail bank.Permission) []bank.Permission { return []bank.Permission{basic, detail} }
	none := blocksOf(func(e bank.Endpoint) []example {
		return memberCells(e, basic, func(bank.Grant, bank.Member) bool { return true })
	})
	hides := []string{given, reads, "Then every answer is 200", "And no item shows <member>"}
	each := []string{given, reads, "Then every answer is 200", "And every item shows <member>"}
	some := []string{given, reads, "Then every answer is 200", "And some item shows <member>"}
	same := []string{given, reads, "Then every answer is 200", "And no member is missing that a consent for <detail> shows"}
	return feature{
		file: "permission-matrix-detail.feature",
		name: "What Detail adds",
		about: "A Basic permission hides the members that belong to Detail, one by one. Detail\n" +
			"shows those that an item has to have in every item, and the others where there\n" +
			"is something to show. Both together are Detail.\n",
		outlines: []outline{
			{"@mandatory @PERM-03", "Basic hides <member> in <what>", hides, columns, none},
			{"@mandatory @PERM-04", "Detail shows <member> in every item of <what>", each, columns, show(true, detail)},
			{"@optional @PERM-05", "Detail shows <member> somewhere in <what>", some, columns, show(false, detail)},
			{"@mandatory @PERM-11", "Basic and Detail together show in <what> what Detail shows", same, []string{"what", "permissions", "detail"}, blocksOf(bothCells)},
			{"@mandatory @PERM-04 @PERM-11", "Basic and Detail together show <member> in every item of <what>", each, columns, show(true, both)},
			{"@optional @PERM-05", "Basic and Detail together show <member> somewhere in <what>", some, columns, show(false, both)},
		},
	}
}

// memberCells are the cells of the members that an operation's Detail adds, as
// far as they are wanted.
func memberCells(e bank.Endpoint, which func(basic, detail bank.Permission) []bank.Permission, wanted func(bank.Grant, bank.Member) bool) (cells []example) {
	grants := grantsOn(e.Operation)
	for _, g := range grants {
		if len(g.Adds) == 0 {
			continue
		}
		held := append(which(firstOf(grants, opening)[0], g.Permission), taken(grants)...)
		for _, m := range g.Adds {
			if wanted(g, m) {
				cells = append(cells, example{everyOne(e), string(m), list(held)})
			}
		}
	}
	return cells
}

// bothCells is the cell of an operation that has Basic and Detail.
func bothCells(e bank.Endpoint) (cells []example) {
	grants := grantsOn(e.Operation)
	for _, g := range grants {
		if len(g.Adds) > 0 {
			detail := append([]bank.Permission{g.Permission}, taken(grants)...)
			cells = append(cells, example{everyOne(e), list(append(firstOf(grants, opening), detail...)), list(detail)})
		}
	}
	return cells
}

// taken are the permissions that say which transactions are taken.
func taken(grants []bank.Grant) (all []bank.Permission) {
	for _, g := range grants {
		if taking(g) {
			all = append(all, g.Permission)
		}
	}
	return all
}

// directionFeature holds credits, debits and both against the operations on
// transactions.
func directionFeature() feature {
	outlineOf := func(tags, name, given, then string) outline {
		return outline{
			tags: tags, name: name,
			steps:   []string{"Given a consent for " + given + " and what they need", "When the AISP reads <what>", "Then every answer is 200", then},
			columns: []string{"what"},
			blocks: blocksOf(func(e bank.Endpoint) []example {
				if !slices.ContainsFunc(grantsOn(e.Operation), taking) {
					return nil
				}
				return []example{{everyOne(e)}}
			}),
		}
	}
	return feature{
		file: "permission-matrix-directions.feature",
		name: "Credits and debits",
		about: "Which transactions an AISP sees, money that comes in or money that goes out, is\n" +
			"for the permissions to say.\n",
		outlines: []outline{
			outlineOf("@mandatory @PERM-06", "Credits alone in <what>", "ReadTransactionsBasic and ReadTransactionsCredits", "And every item is a credit"),
			outlineOf("@mandatory @PERM-07", "Debits alone in <what>", "ReadTransactionsBasic and ReadTransactionsDebits", "And every item is a debit"),
			outlineOf("@mandatory @PERM-08", "Credits and debits in <what>", "ReadTransactionsBasic, ReadTransactionsCredits and ReadTransactionsDebits", "And credits and debits are both there"),
		},
	}
}

// panFeature holds the card numbers of each operation against ReadPAN.
func panFeature() feature {
	steps := func(how string) []string {
		return []string{"Given a consent for <permissions> and what they need", "When the AISP reads <what>", "Then every answer is 200", "And every PAN is " + how}
	}
	blocks := func(more ...bank.Permission) []examples {
		return blocksOf(func(e bank.Endpoint) []example { return panCells(e, more) })
	}
	columns := []string{"what", "permissions"}
	return feature{
		file: "permission-matrix-pans.feature",
		name: "Card numbers",
		about: "Wherever an account is named by the number of a card, the number is masked, but\n" +
			"for ReadPAN, with which the bank may show it whole.\n",
		outlines: []outline{
			{"@mandatory @PERM-09", "PANs are masked in <what> with <permissions>", steps("masked"), columns, blocks()},
			{"@optional @PERM-10", "PANs are whole in <what> with <permissions>", steps("whole"), columns, blocks(bank.ReadPAN)},
		},
	}
}

// panCells are the consents by which an operation shows members with PANs.
func panCells(e bank.Endpoint, more []bank.Permission) (cells []example) {
	grants := grantsOn(e.Operation)
	var pans []string
	var detail []bank.Member
	for _, g := range grants {
		pans, detail = append(pans, g.Unmasks...), append(detail, g.Adds...)
	}
	what := everyOne(e)
	if e.Bulk && e.Paged {
		what += " page by page" // cards may come late in the list
	}
	for _, g := range grants {
		shows := func(pan string) bool {
			member, _, _ := strings.Cut(pan, ".")
			return !slices.Contains(detail, bank.Member(member)) || slices.Contains(g.Adds, bank.Member(member))
		}
		if opening(g) && slices.ContainsFunc(pans, shows) {
			cells = append(cells, example{what, list(slices.Concat([]bank.Permission{g.Permission}, taken(grants), more))})
		}
	}
	return cells
}
