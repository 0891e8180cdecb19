package ais

import "github.com/sandbank-dev/sandbank/sandbox/ledger"

// supplement writes OBReadSupplementaryAccountInfo's one account into Data. Its
// spelling is the standard's: ReadAccount is an object, and AccountID has a
// capital D.
func (o *out) supplement(s *ledger.Supplement) {
	account := o.object("ReadAccount")
	o.text("AccountID", s.Account)
	o.time("AccountOpeningDate", s.Opened)
	if s.Block != "" {
		block := o.object(s.Block)
		for _, m := range s.Members {
			o.text(m.Name, m.Value)
		}
		o.end(block)
	}
	o.end(account)
}

// supplement answers with what only Bahrain's standard tells of an account.
func supplement(in *asked) (func(*out), error) {
	s, err := in.Supplement(in.query)
	if err != nil {
		return nil, err
	}
	return func(o *out) {
		o.data()
		o.supplement(&s)
		o.frame(in.alone())
	}, nil
}
