"""The steps between `reencuentro serve` and a page that works. Each is quick when there is nothing to do."""
