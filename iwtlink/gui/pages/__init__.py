"""What stands in the middle of the window: the start page, tables, documents and charts.

Each page is a widget with ``kind``, ``title()`` and the signal ``selected``; ``area`` keeps
them in tabs. Start reading in ``area``.
"""
