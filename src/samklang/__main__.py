"""``python -m samklang``."""

from samklang.cli.main import main

main()
