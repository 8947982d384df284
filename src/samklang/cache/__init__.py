"""Cache: what was read and measured once is remembered. docs/adr/0015 says what, and why so."""
