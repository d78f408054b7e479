"""The records of the network. Every write goes through `actions`."""
