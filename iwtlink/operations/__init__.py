"""The use cases: each thing a user asks for is one function here, for window and script alike.

May import products, intake, matching, analysis, chart, store and below; never Qt. What needs
two of the rooms below (an import that looks for twins, a chart laid out around a person) is
put together here. Start reading in ``imports`` or ``products``.
"""
