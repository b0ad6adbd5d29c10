"""Entry at speed: a working source, a line for entities, a line for links, no mouse needed.

``panel`` puts the three lines into one dock; ``source`` holds the working source; ``names``
knows every name there is, those still being written included; ``choice_field`` is the line of
input with a list that all of them are made of. Start reading in ``panel``.
"""
