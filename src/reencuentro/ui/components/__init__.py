"""The pieces of a page. Each is a small function that returns HTML; templatetags/ui.py names them all."""
