"""Lessons: what a song and a sitting say in facts, the rules over them, and the way through the steps of a lesson.

Pure: no disk but the walk's own file, no clock, no window. A lesson is data and can run nothing.
"""
