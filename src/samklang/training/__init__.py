"""Fits heads: those that are shipped, and those of a brand's own traits and needs."""
