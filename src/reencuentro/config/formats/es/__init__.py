"""Spanish as it is written in Mexico and Central America."""
