"""文书所据：rows of the ledger become the facts that docgen writes documents from."""
