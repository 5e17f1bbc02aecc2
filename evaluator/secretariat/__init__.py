"""The use cases of the secretariat: the face of the library."""
