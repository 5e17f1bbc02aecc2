"""The desk in a browser: a thin shell over the functions that the commands call.

It has no rule, no count and no word of its own about a round; the ledger stays the truth. A page
is a `Door` (who may open it, and what is behind it); what is behind it is a function from a
`Visit` to a response.
"""
