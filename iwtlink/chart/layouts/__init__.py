"""Where things stand: layouts of a network, from measured boxes and links to places.

Everything works on ``network.Network`` (boxes, ends, lengths, pins), in numpy, seeded.
Start reading at ``network``, then ``organic`` (the layout of every new chart).
"""
