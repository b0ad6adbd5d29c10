"""Dialogs, each in a module of its own; shown by ``open()``, they tell by a signal."""
