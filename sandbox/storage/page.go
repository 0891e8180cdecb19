package storage

// A Page is which items of a list are asked for (pagination, 6.1); what is nil is
// as the reference has it.
type Page struct{ Size, Offset *int64 }

// A Part is which items of a list are told, and how many there are
// (PaginationResponse; its members are inferred).
type Part struct{ Size, Offset, Total int }

// page reads a pagination, which may begin after most items at most. The reference
// limits that for accounts; that a list of transactions may begin anywhere, so that
// its pages reach all of it, is inferred.
func (c *Checker) page(q Page, most int64) Part {
	p := Part{Size: DefaultPage}
	if q.Size != nil {
		if *q.Size < 1 || *q.Size > MostPage {
			c.Note(InvalidValue, "pagination.size", "%d is not a number of items from 1 to %d", *q.Size, MostPage)
		}
		p.Size = int(*q.Size)
	}
	if q.Offset != nil {
		if *q.Offset < 0 || *q.Offset > most {
			c.Note(InvalidValue, "pagination.offset", "%d is not from 0 to %d", *q.Offset, most)
		}
		p.Offset = int(*q.Offset)
	}
	return p
}

// cut is a page of a list, and says of how many.
func cut[T any](list []T, p Part) ([]T, Part) {
	p.Total = len(list)
	low := min(p.Offset, p.Total)
	return list[low:min(low+p.Size, p.Total)], p
}
