"""Rows into proposals: what a table makes by its mapping, and a report of every bad cell.

``propose`` goes through the rows, ``items`` makes what one row holds, with a module for each
kind of item; ``scopes`` says which cells a rule sees, ``reading`` and ``value_reader`` read
them as values, ``ends`` guesses what a link joins. Start reading in ``propose``.
"""
