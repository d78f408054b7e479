"""Every scoped read of tracing."""
