"""How a table is to be understood: mapping files, read and checked.

``files`` finds and loads them, ``reader`` reads one into the frozen values of ``rules``,
``check`` holds it against the ontology. ``expressions``, ``cleaning`` and ``patterns`` are the
small language in which a rule says what it takes from a cell. Start reading in ``rules``; the
words of the format are described in ``resources/mappings/README.md``.
"""
