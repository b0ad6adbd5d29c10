"""What the hand does on the chart: hit tests, and gestures from events to effects."""
