"""储备：the reserve pool, eligibility and the four steps (rules of 申报条件)."""
