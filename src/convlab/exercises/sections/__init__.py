"""What the chapters ask, a module and a table for each section.

`s6_1.py` has a function for each exercise of 6.1, which computes the answers and the wrong answers
that usual mistakes lead to; `s6_1.json` has the words: labels, options, and a sentence for each
mistake. `convlab.exercises.table` joins the two.
"""
