"""The card index: one sealed card for each person, and the shelves by which a card is found. No names in clear."""
