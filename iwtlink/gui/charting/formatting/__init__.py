"""Conditional formatting in the window: the list of rules, one rule, one change of a rule.

``rules_dialog`` lists them and writes each change at once, so that the chart shows it.
"""
