"""One delivery's way: claimed with its intent, called in a thread, recorded with its proof."""
