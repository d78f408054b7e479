"""The Defender Network: who may be asked for a request, the day's proposal, coverage, joining."""
