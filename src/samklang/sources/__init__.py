"""What is there to read: files, sitemaps, and what git knows of them."""
