"""What several formats share: offsets, escapes, mark-up, tables. Nothing here imports a format."""
