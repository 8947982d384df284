"""Turns measurements into findings, filters out those that are suppressed or known, and decides the exit."""
