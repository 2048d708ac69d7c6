"""Draw samples again and again: do the intervals of a review hold the truth as often as said?"""
