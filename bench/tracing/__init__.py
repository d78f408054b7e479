"""Does the tracing engine find the right person? Invented worlds, peers, an attack on the index, and the goals."""
