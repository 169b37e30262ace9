"""A song as one folder to give away."""
