"""Play what once happened, second by second, through the real inbox, scorer, watch and alarm."""
