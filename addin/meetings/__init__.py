"""会商：tiers, the calendar of meetings, agendas and what meetings resolve."""
