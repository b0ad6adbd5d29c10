"""The chart's speed, beside one QGraphicsItem per thing, in one run.

    python -m tests.speed.chart            10,000 entities beside their yardsticks, then 100,000
    python -m tests.speed.chart --small    a few hundred: does it run at all

``graphs`` makes the charts, ``items`` the yardsticks, ``ours`` drives the program's own canvas,
``gates`` are the honesty gates, ``__main__`` measures by turns and prints the table. Milliseconds
are the smallest of three medians taken by turns; ratios decide, absolute times belong to the
machine they were taken on.
"""
