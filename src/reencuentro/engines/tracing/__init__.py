"""Looking for a person in encrypted records: what is compared, how it is scored, and how candidates are found."""
