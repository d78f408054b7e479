"""`reencuentro tracing_benchmark`: invented records through the product's own index, in a house that is thrown away."""
