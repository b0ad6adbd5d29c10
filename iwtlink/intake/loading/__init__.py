"""Proposals into the database: one edit, everything in bulk.

``load`` carries out the plan that ``comparing`` made, in the order ``sources``, ``items``,
``outputs``, ``statements``; ``writing`` is the state they share. Start reading in ``load``.
"""
