package mutant

// PermissionCodes gives the codes that mutants know, to the tests outside.
func PermissionCodes() []string { return permissionCodes }

// DataPaths gives the paths of account data below the AIS resource group.
func DataPaths() (paths []string) {
	for _, e := range endpoints {
		if e.op != products {
			paths = append(paths, e.path[1:])
		}
	}
	return paths
}

// OfConsents and OfData give the mutants by what they lie about.
func OfConsents() []Mutant { return ofConsents() }
func OfData() []Mutant     { return ofData() }
