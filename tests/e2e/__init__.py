"""The web app in a browser. A package, so that one browser lives as long as its tests."""
