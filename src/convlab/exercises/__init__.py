"""Exercises: what is asked, how answers are checked, and the widget that shows both."""
