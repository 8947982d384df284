"""`samklang lsp`: the language server, which reports findings while copy is being typed."""
