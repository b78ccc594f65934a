"""表样：the annexed tables and forms, filled from rows cell for cell."""
