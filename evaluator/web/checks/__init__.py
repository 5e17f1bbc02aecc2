"""Checking what a ministry uploads, before anything is submitted: apart, within limits, on a shelf.

A check runs in a process of its own (`apart`, `work`) and writes what it found (`told`) where pages
read it (`shelf`). Nothing of it is in the ledger or the archive, and after a day it is gone.
"""
