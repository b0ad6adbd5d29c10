"""What the panels ask the store: each question one function that returns frozen records.

Knows no Qt, so that every question can run on a worker. May import ``store`` and what lies
below it. Start reading in ``overview``.
"""
