package bank

import (
	"fmt"
	"slices"

	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/store"
)

// keepOrigin stores what the consent itself does not hold of its facts, if a
// rule may ask for it again once the username is known.
func (b *Bank) keepOrigin(tx *store.Tx, id ConsentID, f scenario.Facts) {
	o := origin{Bank: f.Bank, Account: f.Account, Headers: b.heed.Of(b.cfg.Scenarios(), f.Headers)}
	if o.Bank != "" || o.Account != "" || o.Headers != nil {
		origins.Put(tx, string(id), o)
	}
}

// facts is what the choice of a scenario may look at now.
func (r record) facts(tx *store.Tx) scenario.Facts {
	o, _ := origins.Get(tx, string(r.ID))
	return scenario.Facts{
		Bank: o.Bank, Account: o.Account, Headers: o.Headers, PSU: o.Typed,
		Client: string(r.Client), Permissions: words(r.Permissions), From: r.From, To: r.To, Nth: r.Nth,
	}
}

// adopt puts the consent under another scenario.
func (l *life) adopt(s scenario.Selection) {
	l.Scenario, l.Rule = s.Scenario, s.Rule
	l.script = l.bank.script(s.Scenario)
	l.arm()
}

// recall changes what is kept of the consent's origin.
func (l *life) recall(f func(*origin)) {
	o, _ := origins.Get(l.tx, string(l.ID))
	f(&o)
	origins.Put(l.tx, string(l.ID), o)
}

// recognise takes account of the username typed at the bank. It may choose
// another scenario while the consent awaits authorisation and nothing stronger
// chose the present one; otherwise the returned remark says why it did not.
func (l *life) recognise(psu string) (remark string) {
	f := l.facts(l.tx)
	f.PSU = psu
	set := l.bank.cfg.Scenarios()
	prior := scenario.Selection{Scenario: l.Scenario, Rule: l.Rule}
	wish, _ := set.Reselect(scenario.Selection{Rule: scenario.RuleAsk}, f)
	if psu == "" || wish.Scenario == "" || wish.Scenario == l.Scenario {
		return ""
	}
	switch next, other := set.Reselect(prior, f); {
	case l.Status != scenario.AwaitingAuthorisation:
		remark = fmt.Sprintf("username %s ignored: the consent is %s", quote(psu), l.Status)
	case !prior.Yields():
		remark = fmt.Sprintf("username %s ignored: the scenario was chosen by %s", quote(psu), prior.Rule)
	case other:
		l.adopt(next)
		l.recall(func(o *origin) { o.Typed, o.Remark = psu, "" })
		return ""
	default:
		return ""
	}
	l.recall(func(o *origin) { o.Remark = remark })
	return remark
}

// explain tells why a consent has its scenario: the ways that were asked, up to
// the one that answered. It is worked out again from what the consent still
// holds; when the files have changed so much that they would choose otherwise,
// only the answer of then is told.
func (b *Bank) explain(r record, f scenario.Facts, remark string) scenario.Selection {
	told, err := b.cfg.Scenarios().Explain(r.evidence(f))
	end := slices.IndexFunc(told.Steps, func(s scenario.Step) bool { return s.Rule == r.Rule })
	if err != nil || told.Scenario != r.Scenario || told.Rule != r.Rule {
		told.Steps = []scenario.Step{{Order: end + 1, Rule: r.Rule, Answer: r.Scenario, Won: true, Why: "this way chose it at the time; the scenarios have changed since"}}
	} else {
		told.Steps = told.Steps[:end+1]
	}
	told.Scenario, told.Rule = r.Scenario, r.Rule
	if remark != "" {
		told.Steps = withRemark(told.Steps, remark)
	}
	return told
}

// usernameStep is the place of the username among the nine ways.
const usernameStep = 6

// withRemark says of the username what became of it.
func withRemark(steps []scenario.Step, remark string) []scenario.Step {
	for i := range steps {
		if steps[i].Order == usernameStep {
			steps[i].Why = remark
			return steps
		}
	}
	return append(steps, scenario.Step{Order: usernameStep, Rule: scenario.RuleUsername, Why: remark})
}

// evidence adds to the facts the name that chose the scenario outright.
func (r record) evidence(f scenario.Facts) scenario.Facts {
	switch r.Rule {
	case scenario.RulePin:
		f.Pinned = r.Scenario
	case scenario.RuleQueue:
		f.Queued = r.Scenario
	case scenario.RuleHeader:
		f.Header = r.Scenario
	case scenario.RuleBody:
		f.Body = fmt.Appendf(nil, `{"Data":{"SupplementaryData":{"Scenario":%q}}}`, r.Scenario)
	case scenario.RulePath:
		f.Path = r.Scenario
	case scenario.RuleDefault:
		f.Default = r.Scenario
	}
	return f
}
