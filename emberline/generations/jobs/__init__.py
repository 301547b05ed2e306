"""The jobs that render generations, and the sweep of what is kept of them."""
