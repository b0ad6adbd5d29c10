"""Showing charts to others: snapshots, the full-screen view for a meeting, comparing two charts.

``snapshots`` is the panel in which they are taken and put in order; ``meeting`` shows a chart or
its snapshots on a screen of its own. Start reading in ``meeting``.
"""
