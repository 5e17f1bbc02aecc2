"""The desk in a browser, as a browser sees it."""
