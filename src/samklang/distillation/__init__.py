"""Distillation: teaches the bundled encoder vocabularies of more languages, from parallel text."""
