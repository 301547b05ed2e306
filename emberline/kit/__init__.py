"""Tools that know nothing of the product; everything above may import them."""
