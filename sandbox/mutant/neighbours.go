package mutant

import "slices"

// neighbours is lies about the other consents of a client to one of whose
// consents something happens.
var neighbours = []defect{
	{"revoke-revokes-all", "A revoke of one consent revokes all that the client has.", breaks("AAC-LIFE-11"),
		recall(func(good bank, seen *notebook) bank {
			return alter(done(patch), func(c *call, _ *answer) {
				for _, other := range seen.neighbours(c, c.consent) {
					good(c.to(c.Method, aisp+"account-access-consents/"+other, revoke).set("Content-Type", "application/json"))
				}
			})(good)
		})},
	{"revoke-ends-all-tokens", "A revoke of one consent ends the tokens of all that the client has.", breaks("AAC-LIFE-11"),
		closing(done(patch), (*call).ofPath)},
	{"authorisation-authorises-all", "When the customer authorises one consent, all that await it of that client read Authorised.", breaks("AAC-LIFE-11"),
		spreading("code", "AwaitingAuthorisation", "Authorised")},
	{"authorisation-ends-all-other-tokens", "When the customer authorises one consent, the tokens of the client's others end.", breaks("AAC-LIFE-11"),
		closing(sentBack("code"), (*call).intent)},
	{"decline-rejects-all", "When the customer declines one consent, all that await it of that client read Rejected.", breaks("AAC-LIFE-11"),
		spreading("error", "AwaitingAuthorisation", "Rejected")},
}

// ofPath returns the ConsentId that a call names in its path.
func (c *call) ofPath() string { return c.consent }

// sentBack matches the redirects that bring the AISP something.
func sentBack(what string) match {
	return func(c *call, a *answer) bool {
		got, _ := a.redirected()
		return c.op == authorize && got.Get(what) != ""
	}
}

// neighbours lists the other consents of the client that made one.
func (n *notebook) neighbours(c *call, consent string) (others []string) {
	return look(n, func() []string {
		owner := n.maker(c.key(consent))
		for k := range n.owners {
			if k.tenant == c.tenant && k.name != consent && owner != "" && n.maker(k) == owner {
				others = append(others, k.name)
			}
		}
		slices.Sort(others)
		return others
	})
}

// closing refuses the tokens of consents once something happened to another of
// the same client: what matches, to the consent that of names.
func closing(when match, of func(*call) string) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a := good(c)
			if when(c, a) {
				for _, other := range seen.neighbours(c, of(c)) {
					seen.keep(c, other, object{"closed at": seen.authorisations(c, other)})
				}
			}
			g := seen.grant(c)
			if c.op != accounts || !a.ok() || g == nil {
				return a
			}
			if closed := seen.recallFor(c, g.consent); closed != nil && g.nth <= closed["closed at"].(int) {
				a.unauthorised()
			}
			return a
		}
	})
}

// spreading shows a status for all other consents of a client that are in an
// earlier one when one of them comes back with something.
func spreading(with, earlier, word string) lie {
	return recall(func(good bank, seen *notebook) bank {
		return func(c *call) *answer {
			a := good(c)
			if sentBack(with)(c, a) {
				for _, other := range seen.neighbours(c, c.intent()) {
					seen.keep(c, other, object{"Status": word})
				}
			}
			if a.statusOf() == earlier {
				seen.repeat(c, a)
			}
			return a
		}
	})
}
