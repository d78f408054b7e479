"""Pages of the Defender Network: the coordinators' desk, what-if, coverage, people."""
