"""Colours made from colours, colours by name, and palettes that all can tell apart."""
