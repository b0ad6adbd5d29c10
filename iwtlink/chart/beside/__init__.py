"""What stands beside a chart and says how to read it: legend and title block."""
