"""How a whole chart is drawn: its settings, its legend and its title block.

Each is a dialog that tells what options to change; ``commands/chart_looks`` writes them.
"""
