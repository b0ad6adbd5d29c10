"""The link chart without a window: where things stand, how they look, what the mouse meets.

Imports the store's ``ChartContent`` and the ontology, never Qt: screen, SVG, PDF and PNG are
all painted from the one ``Display`` made here, so what is seen is what is exported.
Text is measured with the fonts that travel in ``resources/fonts``.

Start reading at ``display`` (the arrays) and ``building`` (how they are made): ``items`` (forms,
icons, words, badges; containers and bundles), ``links`` (which lines, where, with which words),
``rules`` and ``colours`` (what formats them), ``beside`` (legend and title block), ``moving`` (the
display after a drag). Then ``layouts`` (positions), ``hand`` (the mouse), ``text`` (its
measures), ``paper``, ``svg`` and ``html`` (a chart to hand out).
"""
