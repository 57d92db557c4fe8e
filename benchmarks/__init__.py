"""What the program must be fast and right at, measured on the program as it is served."""
