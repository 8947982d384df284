"""What several formats share: places in the file, escapes, mark-up, tables. Nothing here imports a format."""
