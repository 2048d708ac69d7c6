"""What the machine does at the time of a step, one kind of deed a file."""
