"""What is done with generations: asked for, rendered, ended, shown, swept."""
