"""Measurements into findings, and what is left out of them; how the run exits."""
