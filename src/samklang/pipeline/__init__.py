"""The only joiner of the stages."""
