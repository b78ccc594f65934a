"""公文：facts in, Word documents in the layout of GB/T 9704-2012 out."""
