"""The sound engine: numba kernels over preallocated arrays, and what hosts them. Kernels see arrays only, never a
song."""
