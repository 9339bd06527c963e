"""What every explorer draws with."""
