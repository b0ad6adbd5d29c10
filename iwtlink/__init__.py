"""iwtlink: link analysis for those who map wildlife-trafficking networks.

A *database* is one file on an analyst's laptop. The rooms below ``render`` read and
write it and never know Qt; ``gui`` shows it. Imports go down only:

    cli > gui > render > operations > products > {intake, matching, analysis, chart}
        > store > ontology > {i18n, paths, settings, errors}

Start reading in ``operations``: each use case is one function there.
"""

__version__ = "0.1.0"
