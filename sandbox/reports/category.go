package reports

// A Category says what a transaction was for (section 6.7). Root categories have
// no parents; one may have several.
type Category struct {
	ID, Name string
	Parents  []string // ids
}

// A Brand is a merchant that the rules know (section 6.6).
type Brand struct{ ID, Name, URL string }
