"""Looking for a person for a child: requests that keep searching, leads, what was tried, and who may know."""
