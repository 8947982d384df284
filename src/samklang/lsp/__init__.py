"""The language server: what `samklang check` reports, while copy is being typed."""
