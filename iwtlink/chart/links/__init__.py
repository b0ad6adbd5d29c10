"""The lines of a chart: which are drawn, where they run, how they look and what stands on them."""
