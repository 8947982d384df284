"""A module for each format, or a folder if it needs several; each format has a row in `readers/table.py`."""
