"""Every write of tracing. An action reads as a story: may they? allowed now? change, record, tell."""
