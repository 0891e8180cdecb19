package insights

import "github.com/sandbank-dev/sandbank/sandbox/storage"

// What the rules find in bodies of storage and of reports before anything is looked
// up, so that it is told together with what the schema finds.

func (in *createAccountIn) check(*server) []storage.Violation { return in.account().Check() }

func (in *updateAccountIn) check(*server) []storage.Violation { return in.Account.fields().Check() }

func (in *listAccountsIn) check(*server) []storage.Violation { return in.Page.value().Check() }

func (in *batchIn) check(*server) []storage.Violation { return in.batch().Check() }

func (in *upsertLabelsIn) check(*server) []storage.Violation { return storage.CheckLabels(in.Labels) }

func (in *listTransactionsIn) check(s *server) []storage.Violation {
	return s.cfg.Storage.CheckList(in.list())
}

func (in *reportIn) check(s *server) []storage.Violation {
	return s.cfg.Storage.CheckReport(in.scope(), in.request(in.kind))
}

func (in *modularIn) check(s *server) []storage.Violation {
	asked, bad := in.modules()
	for i := range asked {
		bad = append(bad, asked[i].placed(asked[i].check(s))...)
	}
	return bad
}
