"""Flow diagrams of stories, for eyes: Mermaid, Graphviz and pictures."""
