"""寄发：packages as mail: the letter, where it goes, drafts for a person, and SMTP that never sends twice by itself."""
