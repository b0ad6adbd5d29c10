"""Proposals against the database: what is known, what is new, what a changed cell changes.

``compare`` works out the ``plan`` of an import, with a module for each kind of item; ``state``
is what they share, ``known`` asks the database in a fixed number of queries. Start reading in
``compare``.
"""
