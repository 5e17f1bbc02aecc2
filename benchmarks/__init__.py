"""Measurements for developers: nothing here is part of the program or of its tests."""
