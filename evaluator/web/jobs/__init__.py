"""What takes long: made in the background, in a process of its own, with its progress in a file.

A job outlives the request that began it, and the worker too; every worker reads the same file.
"""
