"""メール: drafts that a person looks over and sends; nothing is sent from here."""
