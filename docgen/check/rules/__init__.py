"""体检规则：one function a rule, grouped by the clauses they come from."""
