"""The window: what an analyst sees of one database.

May import every room below. ``app`` starts the program, ``window`` arranges the panels,
``session`` owns the open store and tells of changes, ``jobs`` runs what takes long,
``actions`` is the one list menus, toolbar, shortcuts and the command list are made from, and
``commands`` holds what each action does. Widgets hold no truth: they read and show.
Start reading in ``window``.
"""
