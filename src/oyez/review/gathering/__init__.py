"""What is known of channels in a period, put together from the rows."""
