"""Colours made from colours, palettes that all can tell apart, and how they are seen."""
