"""What the command line and the language server use beside the public API. Any version may change it.

They import no stage directly, so that a stage can be moved without changing them.
"""
