"""Splits copy into passages and sentences, detects its language, counts the steps it asks for."""
