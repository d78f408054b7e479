"""Writes of the network; each is one function with `by=`."""
