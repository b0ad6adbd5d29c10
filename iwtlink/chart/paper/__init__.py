"""A chart on paper: fitted to one sheet or cut into pages, black and white, as a file of text."""
