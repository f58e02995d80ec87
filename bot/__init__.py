"""The front doors: the command line, settings, wiring and channels."""
