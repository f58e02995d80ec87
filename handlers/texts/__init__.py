"""What people read, one module per conversation."""
