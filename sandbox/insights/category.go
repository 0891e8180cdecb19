package insights

import (
	"sync"

	"github.com/sandbank-dev/sandbank/sandbox/reports"
)

// categoryOut is a category; one without parents is a root (6.7).
type categoryOut struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Parents []string `json:"parents"`
}

var allCategories = sync.OnceValue(func() (out []categoryOut) {
	for _, c := range reports.Categories() {
		out = append(out, categoryOut{c.ID, c.Name, listed(c.Parents)})
	}
	return out
})

// getCategories is POST categories/get (6.7). Its data is an array.
func (s *server) getCategories(*call, *struct{}) (answer, error) { return ok(allCategories()) }
