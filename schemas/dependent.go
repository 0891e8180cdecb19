package schemas

// A dependent is a condition of a schema that a quick check knows: where all of
// some members are, others must be, or must not be. Members are bits, as in an
// ordinal.
type dependent struct{ where, must, never uint64 }

// agree says whether the members that were seen keep the conditions.
func (q *quick) agree(seen uint64) bool {
	for _, d := range q.rules {
		if seen&d.where == d.where && (seen&d.must != d.must || seen&d.never != 0) {
			return false
		}
	}
	return true
}

// depend notes the conditions of an object: one of its own, or several in an
// allOf.
func (q *quick) depend(words map[string]any) (known bool) {
	conditions, _ := words["allOf"].([]any)
	if words["if"] != nil {
		conditions = append(conditions, words)
	}
	for _, c := range conditions {
		condition, _ := c.(map[string]any)
		if !q.condition(condition) {
			return false
		}
	}
	return true
}

// condition notes one: an if that requires, and a then that requires or says of
// members that they must not be.
func (q *quick) condition(words map[string]any) (known bool) {
	when, _ := words["if"].(map[string]any)
	then, _ := words["then"].(map[string]any)
	if len(when) != 1 || then == nil || words["else"] != nil {
		return false
	}
	var d dependent
	var ok bool
	if d.where, ok = q.bits(when["required"]); !ok || d.where == 0 {
		return false
	}
	if d.must, ok = q.bits(then["required"]); !ok {
		return false
	}
	for word, value := range then {
		switch word {
		case "required":
		case "properties":
			if d.never, ok = q.barred(value); !ok {
				return false
			}
		default:
			return false
		}
	}
	q.rules = append(q.rules, d)
	return true
}

// barred are the members that a then does not let be. It can say nothing else of
// members.
func (q *quick) barred(properties any) (bits uint64, known bool) {
	members, _ := properties.(map[string]any)
	for name, schema := range members {
		member, described := q.members[name]
		if schema != false || !described {
			return 0, false
		}
		bits |= member.bit
	}
	return bits, true
}

// bits are the members of a list of names, all of which are described.
func (q *quick) bits(names any) (bits uint64, known bool) {
	list, _ := names.([]any)
	for _, name := range list {
		member, described := q.members[name.(string)]
		if !described {
			return 0, false
		}
		bits |= member.bit
	}
	return bits, true
}

// oneOf notes the type, or the type that may be null.
func (q *quick) oneOf(types any) (known bool) {
	if list, ok := types.([]any); ok {
		q.null = len(list) == 2 && list[1] == "null"
		types = list[0]
		if !q.null {
			return false
		}
	}
	q.kind = types.(string)
	return true
}
