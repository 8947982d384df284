"""Judge: measurements into findings, which findings are hidden, the verdict and the exit status."""
