"""The demo: an instance full of people, words and pictures, made through the services."""
