"""Storage: models, repositories, the unit of work, sealing of columns and migrations."""
