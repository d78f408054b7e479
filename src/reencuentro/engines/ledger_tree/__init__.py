"""The mathematics of the ledger: an RFC 6962 Merkle tree, signed checkpoints, and the search for tampering.

Pure functions over bytes; docs/decisions/0003-ledger.md says why each format was chosen.
"""
