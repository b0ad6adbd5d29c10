"""Same or different? The queue of pairs that may be one, and the bench where they are judged.

``comparison`` reads two or more records side by side (no Qt), ``lines`` puts found pairs in
order, ``bench`` shows the records and what speaks for and against, ``decision`` writes what was
decided. Pages of the window are ``queue_page`` and ``compare_page``. Start reading in ``bench``.
"""
