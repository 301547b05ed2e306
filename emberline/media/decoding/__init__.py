"""What pictures and videos are, and what is made from them: most of it runs in the sandbox."""
