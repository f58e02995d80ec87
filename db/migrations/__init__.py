"""The migrations, from the first table on. Each file in `versions/` is one numbered step."""
