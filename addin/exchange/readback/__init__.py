"""读回纪要：edited minutes against what was written: a document as text, its items, the same field rules as a return."""
