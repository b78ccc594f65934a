"""督办：deadlines, four lists, submissions and the ladder of letters (rules.md §4)."""
