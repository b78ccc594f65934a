"""外来台账：tables of other offices, found by their headers, previewed and taken over."""
