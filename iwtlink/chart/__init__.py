"""The link chart without a window: where things stand, how they look, what the mouse meets.

Imports the store's ``ChartContent`` and the ontology, never Qt: screen, SVG, PDF and PNG are
all painted from the one ``Display`` made here, so what is seen is what is exported.
Text is measured with the fonts that travel in ``resources/fonts``.

Start reading at ``display`` (the arrays) and ``building`` (how they are made): ``figures`` gives
the items (``kinds``, ``labels``, ``sizing``, ``badges``), ``bundles`` and ``pens`` the lines
(``routes``, ``anchors``, ``wording``), ``rules`` what formats them, ``containers`` and
``folding`` what belongs together, ``signs`` and ``legend`` what explains it, ``moving`` the
display after a drag. Then ``layouts`` (positions), ``hand`` (the mouse), ``text`` (its
measures), ``svg`` (a drawing as a file).
"""
