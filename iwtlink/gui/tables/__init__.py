"""Tables of one type of item: read in one query, sorted and filtered in memory.

``model`` holds the rows, ``page`` shows them, ``export`` writes them out. Start reading in
``page``.
"""
