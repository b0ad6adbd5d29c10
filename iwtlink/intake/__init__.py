"""What comes in: a file is read, understood through a mapping, compared, and loaded.

``read_source`` gives a Sheet whose rows remember where they stood; ``load_mapping`` reads
how such a table is to be understood; ``propose`` turns rows into proposals and reports every
bad cell; ``compare`` says what would be new, matched or changed; ``load`` writes it in one
edit. May import store and below, never Qt. Start reading in ``propose.py``.
"""
