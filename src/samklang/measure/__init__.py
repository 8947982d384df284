"""Encoded passages against heads: scores with margins, need coverage, effort."""
