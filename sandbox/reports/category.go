package reports

import (
	"slices"
	"strings"
	"sync"

	"github.com/google/uuid"
)

// A Category says what a transaction was for (section 6.7). Root categories have
// no parents; one may have several, of which the first leads to its main
// category.
type Category struct {
	ID, Name string
	Parents  []string // ids
}

// documented are the ids that the reference prints (section 6.7).
var documented = map[string]string{
	"Insurances":       "7a7e8a81-9447-533d-88a3-494d2ec14f09",
	"Health Insurance": "62ca48cb-949d-593c-9e5d-657b2c36cafc",
	"Bank charges":     "8f1f56e6-a312-454d-b0ee-e20350cb5c1c",
}

// The namespaces of the ids that the reference does not print: of version 5, as
// those that it does print mostly are.
var (
	categorySpace = uuid.NewSHA1(uuid.NameSpaceURL, []byte("urn:sandbank:category"))
	brandSpace    = uuid.NewSHA1(uuid.NameSpaceURL, []byte("urn:sandbank:brand"))
)

func categoryID(name string) string {
	if id := documented[name]; id != "" {
		return id
	}
	return uuid.NewSHA1(categorySpace, []byte(name)).String()
}

// tree is every category with all that is asked of one. It is made when somebody
// first asks, so that a program that makes no report does not wait for it; nothing
// writes to it afterwards.
var tree = sync.OnceValue(func() *forest { return plant(categories) })

// A node is a category among the others, each named by its place in the list.
type node struct {
	Category
	alone []Category // the category, as an answer
	root  int32      // of its main category
	above []int32    // itself and all that it lies under
}

// A forest is the categories in the order of the table.
type forest struct {
	nodes  []node
	byID   map[string]int32
	byName map[string]int32
	list   []Category
}

// plant reads the table of categories. A parent stands above its children.
func plant(table string) *forest {
	f := &forest{byID: map[string]int32{}, byName: map[string]int32{}}
	for line := range strings.Lines(strings.TrimSpace(table)) {
		name, under, _ := strings.Cut(strings.TrimSpace(line), " < ")
		parents := []string{}
		above := []int32{int32(len(f.nodes))}
		if under != "" {
			for parent := range strings.SplitSeq(under, ", ") {
				p := f.named(parent)
				parents = append(parents, f.nodes[p].ID)
				above = append(above, f.nodes[p].above...)
			}
		}
		f.add(name, parents, above)
	}
	return f
}

func (f *forest) add(name string, parents []string, above []int32) {
	c := Category{ID: categoryID(name), Name: name, Parents: parents}
	if _, twice := f.byID[c.ID]; twice {
		panic("two categories are called " + name)
	}
	n := node{Category: c, alone: []Category{c}, above: slices.Compact(slices.Sorted(slices.Values(above)))}
	n.root = int32(len(f.nodes))
	if len(parents) > 0 {
		n.root = f.nodes[f.byID[parents[0]]].root
	}
	f.byID[c.ID], f.byName[name] = int32(len(f.nodes)), int32(len(f.nodes))
	f.nodes, f.list = append(f.nodes, n), append(f.list, c)
}

// named is the place of a category that the tables name.
func (f *forest) named(name string) int32 {
	i, known := f.byName[name]
	if !known {
		panic("no category is called " + name)
	}
	return i
}

// below tells whether a category lies under another.
func (f *forest) below(place, other int32) bool {
	return place != other && slices.Contains(f.nodes[place].above, other)
}

// Categories lists all categories, parents before their children (section 6.7).
// The list is the caller's own; what its Parents point to is shared.
func Categories() []Category { return slices.Clone(tree().list) }

// CategoryByID finds a category.
func CategoryByID(id string) (Category, bool) {
	i, known := tree().byID[id]
	if !known {
		return Category{}, false
	}
	return tree().nodes[i].Category, true
}
