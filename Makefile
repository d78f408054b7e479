run:
	@echo "not yet"
