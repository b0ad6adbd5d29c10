"""Conditional formatting: rules, what they can ask, and what they make of items and lines."""
