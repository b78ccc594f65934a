"""校核：the checks across cells and tables, one file a group; `addin.ledger.check` runs them."""
