"""The chart on the screen: shows a ``Display``, and says what the analyst does with it.

``ChartView`` (in ``view``) is the widget. It holds no truth: it is given a ``Display`` and emits
ids in the past tense; whoever owns the chart writes to the store and hands over the next one.
It stands on ``paper``, which shows and looks: ``canvas`` keeps the painted picture, ``marks``
what lies over it (selection, hover, rubber band), ``surface`` is the one item of pyqtgraph's
view they are blitted by. ``walking`` is the keyboard's way from item to item. Import it where a
chart is opened: pyqtgraph takes a quarter of a second.
"""
