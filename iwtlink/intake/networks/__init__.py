"""Networks from other programs: i2 charts, FollowTheMoney, GraphML and the like.

``recognise`` says by its content what a file is; each format has a room of its own that gives a
``Network``: tables like those of any sheet, each with a mapping drafted for it, and the drawing
where the file holds one. What cannot be taken over is told. Start reading in ``model``.
"""
