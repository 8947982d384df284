"""`samklang lsp`: what check says, said while the copy is being typed."""
