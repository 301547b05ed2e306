"""Renderers: a story's document and an order become files, in a child process, without a database.

Each kind has a package here; `child` is the program that the jobs run. They know no database, no
framework and no network.
"""
