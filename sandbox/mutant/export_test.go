package mutant

// PermissionCodes gives the codes that mutants know, to the tests outside.
func PermissionCodes() []string { return permissionCodes }
