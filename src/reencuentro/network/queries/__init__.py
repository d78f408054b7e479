"""Scoped reads of the network, and rows as the matching engine takes them."""
