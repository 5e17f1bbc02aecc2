"""Values as lines for the screen and as records for JSON; a module a value."""
