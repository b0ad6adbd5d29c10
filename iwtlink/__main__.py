"""``python -m iwtlink``."""

from iwtlink.cli import main

main()
