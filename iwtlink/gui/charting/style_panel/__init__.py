"""The style panel: how what is selected on a chart is drawn, for one item or many at once.

``fields`` are the inputs, each of which can say that what is selected differs; ``forms`` lists
them for entities, links and free items; ``panel`` writes what is chosen. Start reading there.
"""
