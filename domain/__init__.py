"""Pure rules on standard-library types: no clock, no input or output, no imports from above."""
