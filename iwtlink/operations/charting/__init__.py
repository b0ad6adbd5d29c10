"""What an analyst asks of a chart and does to much of it at once, without a window.

``picking`` says what a selection by type, strength, end or path takes in; ``filtering`` what
the filters of a chart leave out; ``expanding`` counts neighbours before they are added;
``aligning`` gives places in a row; ``changing`` writes type, strength, grade and ends of many
items; ``pasting`` tells which names of a column are known. Knows store and ontology, no Qt.
Start reading in ``picking``.
"""
