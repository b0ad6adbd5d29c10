"""Reading a source document: its pages as pictures and as text, with what is marked in them.

``reader`` puts thumbnails, picture and text together; ``text_view`` and ``picture_view`` tell
what part of a page is chosen, as a ``Chosen``; ``marks`` finds known names and candidates
beside the window. Nothing here writes: what is chosen goes to the entry panel. Start reading
in ``reader``.
"""
