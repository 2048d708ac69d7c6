"""What a review rests on: figures with honest intervals, and rules that read them."""
