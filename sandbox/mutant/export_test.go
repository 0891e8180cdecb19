package mutant

// PermissionCodes gives the codes that mutants know, to the tests outside.
func PermissionCodes() []string { return permissionCodes }

// A DataPath is a path of account data below the AIS resource group, and what it
// is called in a mutant's At.
type DataPath struct{ Op, Path string }

// DataPaths gives all of them but the products', which are no customer's.
func DataPaths() (paths []DataPath) {
	for _, e := range endpoints {
		if e.op != products {
			paths = append(paths, DataPath{string(e.op), e.path[1:]})
		}
	}
	return paths
}

// OfConsents and OfData give the mutants by what they lie about.
func OfConsents() []Mutant { return ofConsents() }
func OfData() []Mutant     { return ofData() }
