package features

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"github.com/tidwall/gjson"
)

// bothThens are the steps that hold one consent's data against another's.
func bothThens() []step {
	return []step{
		{`no member is missing that a consent for (.+) shows`, `And no member is missing that a consent for ReadAccountsDetail shows`,
			"Reads the same with another consent of the customer, and asks that every member which that one shows was there before.", (*World).hidesNothing},
	}
}

func (w *World) hidesNothing(ctx context.Context, list string) error {
	items, err := w.some()
	if err != nil {
		return err
	}
	ours := map[string]bool{}
	for _, it := range items {
		membersOf(it.Result, ours)
	}
	theirs, err := w.membersWith(ctx, between.Split(list, -1))
	for _, member := range slices.Sorted(maps.Keys(theirs)) {
		if !ours[member] {
			return Finding{Where: "/Data/" + items[0].in.what.member, Expected: "a " + member + ", as with " + list, Got: fmt.Sprintf("none in %d", len(items))}
		}
	}
	return err
}

// membersWith reads once more what was read, the first page of each, with other
// permissions, and gives the members of what is there.
func (w *World) membersWith(ctx context.Context, permissions []string) (map[string]bool, error) {
	scout, err := w.sendScout(ctx, w.persona, permissions...)
	if err != nil {
		return nil, err
	}
	members := map[string]bool{}
	for _, r := range w.reads {
		e, err := w.Send(ctx, Call{Method: http.MethodGet, Path: r.what.at(r.at), Token: scout.access})
		if err == nil {
			err = expectStatus(e, http.StatusOK)
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrPrerequisite, err)
		}
		for _, it := range (read{r.what, r.at, []*Exchange{e}}).items() {
			membersOf(it, members)
		}
	}
	return members, nil
}

func membersOf(item gjson.Result, names map[string]bool) {
	item.ForEach(func(key, _ gjson.Result) bool {
		names[key.String()] = true
		return true
	})
}
