"""The command line: every use case for scripts and tests, and the way into the window.

Imports ``operations`` and below; ``render`` and ``gui`` late and only where a command draws
a raster picture or opens the window, so that everything else works without Qt. Start reading
in ``app``.
"""

from iwtlink.cli.app import main

__all__ = ["main"]
