"""The panels at the sides: the explorer on the left, the inspector on the right.

Start reading in ``explorer`` and ``inspector``.
"""
