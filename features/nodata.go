package features

// noData is the error of a step that found nothing to look at.
type noData struct{ what string }

func (n noData) Error() string { return n.what }

// NoData is what a step returns when the bank holds none of what the scenario
// looks at, in words such as "no account holds a standing order". Of a bank whose
// data the suite does not know, the scenario is then not applicable; of one whose
// data it knows it is untested, for there it has to be. Neither excuses what was
// found before, be it in another answer: then the finding decides.
func NoData(what string) error { return noData{what} }
