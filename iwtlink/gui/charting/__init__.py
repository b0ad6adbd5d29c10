"""Work on the chart in the window: bars, dialogs and movements around the chart view.

Selecting, filtering, finding, expanding, arranging, copying. Questions that need no Qt are asked
of ``operations.charting``; what is written goes through the page's ``ChartWriting``. Start
reading in ``pages/chart``.
"""
