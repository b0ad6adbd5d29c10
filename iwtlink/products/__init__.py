"""What goes out: dossiers and situational analyses, with every value's source and grade.

Builders (``dossier``, ``situation``) read the store and give a ``Product``: frozen sheets of
sections (``content.py``). Writers (``xlsx``) make a file of it; pictures come in as bytes.
May import analysis, store and ontology; never Qt. Start reading at ``content.py``.
"""
