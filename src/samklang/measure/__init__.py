"""Measures passages with the heads: trait scores with margins, coverage of needs, effort."""
