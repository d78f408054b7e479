"""The Defender Network for those who look after it."""
