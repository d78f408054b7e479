"""Mexico, Guatemala, El Salvador, Honduras and Nicaragua write 0.5 and 1,000; Django's Spanish is that of Spain."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
