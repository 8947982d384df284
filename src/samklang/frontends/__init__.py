"""What the command line and the language server use beside the public API. Any version may change it.

They import nothing beneath this and `api`, so that what lies there can move without them.
"""
