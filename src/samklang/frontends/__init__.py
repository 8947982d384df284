"""What the command line and the language server use beside the public API. Any version may change it.

They import only this package and `api`, so that the stages beneath can be moved without changing them.
"""
