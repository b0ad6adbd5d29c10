"""Text as it will be drawn: measured, wrapped, set in lines."""
