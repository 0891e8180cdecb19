package ais

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gorilla/mux"

	"github.com/sandbank-dev/sandbank/sandbox/bank"
	"github.com/sandbank-dev/sandbank/sandbox/journal"
	"github.com/sandbank-dev/sandbank/sandbox/scenario"
	"github.com/sandbank-dev/sandbank/sandbox/wire"
)

// A resource is an endpoint on account information and what it answers with.
type resource struct {
	bank.Endpoint
	answer answerer
	types  []string // the media types of which the client may choose, the usual one first
}

// An answerer asks the bank, and returns what writes the answer.
type answerer func(*asked) (write func(*out), err error)

// asked is a request for data that has been let in.
type asked struct {
	bank.Reading
	query     bank.Query
	narrowing narrowing
	uri       string // of the resource, without its query
	accounts  string // the URI of all accounts
	mediaType string // of the answer
	header    http.Header
}

// data is the route of an endpoint. The types are those of its answer, where
// that is not JSON.
func data(path string, op bank.Operation, answer answerer, types ...string) Route {
	endpoints := bank.Endpoints()
	i := slices.IndexFunc(endpoints, func(e bank.Endpoint) bool { return e.Operation == op })
	if types == nil {
		types = []string{jsonType}
	}
	return Route{http.MethodGet, path, (&resource{endpoints[i], answer, types}).serve}
}

// serve answers a request for data: it is let in, the bank is asked, and what
// it says is written down.
func (res *resource) serve(s *server, w http.ResponseWriter, r *http.Request) error {
	c, in, err := res.admit(s, w, r)
	if err != nil {
		return err
	}
	write, err := res.answer(in)
	if err := c.judge(err); err != nil {
		return err
	}
	noteZones(r, in.query)
	if c.access.Consent != "" {
		if _, err := s.cfg.Bank.Happened(c.access.Consent, scenario.UponData); err != nil {
			return err
		}
	}
	sendAs(w, r, http.StatusOK, in.mediaType, write)
	return nil
}

// admit lets a request in: the checks up to the account.
func (res *resource) admit(s *server, w http.ResponseWriter, r *http.Request) (c call, in *asked, err error) {
	in = &asked{header: w.Header()}
	var refused error
	c, err = s.admit(w, r, string(res.Operation), func(a bank.Access) (err error) {
		in.Reading, refused, err = s.mayRead(a, res.Operation)
		return err
	}, res.types...)
	if err == nil {
		err = refused
	}
	if err != nil {
		return c, nil, err
	}
	in.mediaType = c.mediaType
	if len(res.types) > 1 {
		in.header.Set("Vary", "Accept") // RFC 9110, 12.5.5
	}
	res.locate(s, r, in)
	narrowing, bad := narrowingOf(r.URL.RawQuery, res.Endpoint)
	in.narrowing, c.head = narrowing, append(c.head, bad...)
	in.query.From, in.query.To, in.query.Page = narrowing.from, narrowing.to, narrowing.page
	return c, in, nil
}

// mayRead tells a token that opens no data (err), which is said before the media
// type is looked at, from one that does not open this (refused), which is said
// afterwards.
func (s *server) mayRead(a bank.Access, op bank.Operation) (reading bank.Reading, refused, err error) {
	reading, refused = s.cfg.Bank.MayRead(a, op)
	if refused == nil || op == bank.GetSharingProductDetails {
		return reading, nil, refused
	}
	_, err = s.cfg.Bank.MayReadData(a)
	return reading, refused, err
}

// locate reads the ids in the path, and makes the URI that the resource has for
// this client.
func (res *resource) locate(s *server, r *http.Request, in *asked) {
	root := s.cfg.Base(r) + Root
	in.accounts = root + "/accounts"
	in.uri = root + res.Path
	for name, segment := range mux.Vars(r) {
		id := segmentOf(segment)
		in.uri = strings.Replace(in.uri, "{"+name+"}", url.PathEscape(id), 1)
		if name == "AccountId" {
			in.query.Account = bank.AccountID(id)
		} else {
			in.query.Statement = id
		}
	}
}

// segmentOf reads a segment of a path: one opaque string, whatever is in it.
func segmentOf(escaped string) string {
	plain, err := url.PathUnescape(escaped)
	if err != nil {
		return escaped
	}
	return plain
}

// judge puts together what is wrong with the form of a request and what the bank
// says to it: a refusal of the account comes before, that there is no such
// statement after it.
func (c call) judge(err error) error {
	if len(c.head) == 0 {
		return err
	}
	e, refused := errors.AsType[*bank.Error](err)
	switch {
	case err == nil, refused && e.Kind == bank.NotFound:
		return c.faults(nil)
	case refused && e.Kind == bank.Invalid:
		return c.faults(e.Violations)
	}
	return err
}

// noteZones tells the journal of a filter that names a zone, which is ignored
// (dates).
func noteZones(r *http.Request, q bank.Query) {
	for _, date := range []string{q.From, q.To} {
		if date == "" {
			continue
		}
		if _, zoned, _ := bank.ParseFilter(date); zoned {
			journal.Note(r, "the filter "+wire.Quote(date)+" has a zone: it is ignored")
		}
	}
}

// list answers with a list, page by page if it is long.
func list[T any](name string, ask func(bank.Reading, bank.Query) (bank.Page[T], error), write func(*out, *T)) answerer {
	return func(in *asked) (func(*out), error) {
		page, err := ask(in.Reading, in.query)
		if err != nil {
			return nil, err
		}
		return func(o *out) { answer(o, name, page.Items, write, frameOf(in, page)) }, nil
	}
}

// frameOf is the frame of a page: its neighbours, with the filter kept.
func frameOf[T any](in *asked, p bank.Page[T]) frame {
	f := frame{
		self: in.narrowing.with(in.uri, in.query.Page), pages: p.Total,
		from: p.FirstAvailable, to: p.LastAvailable,
	}
	for _, link := range []struct {
		uri    *string
		cursor string
	}{{&f.first, p.First}, {&f.prev, p.Prev}, {&f.next, p.Next}, {&f.last, p.Last}} {
		if link.cursor != "" {
			*link.uri = in.narrowing.with(in.uri, link.cursor)
		}
	}
	return f
}

// alone is the frame of what is no list.
func (in *asked) alone() frame { return alone(in.uri) }
