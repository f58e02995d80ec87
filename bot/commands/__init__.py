"""The subcommands of `congvu`, one module each."""
