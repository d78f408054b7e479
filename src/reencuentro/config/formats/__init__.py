"""How numbers are written in each language, where it differs from what Django takes for granted."""
