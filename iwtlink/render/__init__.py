"""Pictures of a chart by Qt, without a window: PNG and PDF, and the painter the screen uses too.

Imports the rooms below it; it and ``gui`` alone know Qt. One function, ``painter.paint_display``,
paints a ``Display`` for screen, PNG and PDF, so that what is seen is what is exported.
Start reading there, then ``png`` and ``pdf`` (files), ``icons`` and ``fonts`` (what is painted),
``qt`` (starting Qt where no display is).
"""

import os

# WORKAROUND: without it Qt hands tall half-transparent lines one by one to its thread pool,
# fifteen times slower (measured with 20,000 lines: 774 ms against 51). It has to stand in the
# environment before Qt is loaded. Remove when Qt batches them.
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
