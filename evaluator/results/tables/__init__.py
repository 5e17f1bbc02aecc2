"""Results → tables as they are printed: each described once, in a module of its own.

Word, Excel, the page and the screen draw a `PrintedTable`; none of them knows what it is about.
"""
