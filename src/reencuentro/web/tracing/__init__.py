"""Pages of tracing: searches, leads, and who may see more."""
