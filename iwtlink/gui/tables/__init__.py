"""Tables of one type of item: read in one query, sorted and filtered in memory.

``model`` holds the rows, ``view`` shows them, ``page`` is the tab, ``names`` says what a table
is called, ``export`` writes rows out. Start reading in ``page``.
"""
