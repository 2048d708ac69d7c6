"""Forms of the inbox and of labelling."""
