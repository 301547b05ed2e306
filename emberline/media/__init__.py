"""Files of people: what they are, and the pictures and films made from them."""
