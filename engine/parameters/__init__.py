"""What an operator can set: the catalogue of parameters and the rules for their values."""
