"""Which files to read: those of the workspace, pages of sitemaps, and what git says has changed."""
