"""A chart on paper: the edge of the sheet while arranging, fitting it, printing over pages.

``frame`` says where the edge stands; ``fit_dialog`` shows one sheet with its advice;
``print_dialog`` shows pages before they are printed. Drawing itself is in ``render``.
"""
