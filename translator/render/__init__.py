"""Everything that is drawn with Rich; imported inside commands, never at start-up."""
