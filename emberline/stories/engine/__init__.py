"""The story engine: values in, values out. No I/O, no clock, no chance but the seed it is given."""
