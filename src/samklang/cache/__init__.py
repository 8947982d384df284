"""What earlier runs read and measured, kept on disk so that unchanged copy is not measured again.

docs/adr/0015 says what is kept, and why so.
"""
