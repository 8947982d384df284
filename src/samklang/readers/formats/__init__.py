"""A module a format, or a folder where it takes more than one; each has a row in `readers/table.py`."""
