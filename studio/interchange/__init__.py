"""A song in the files of others: what another studio, a printed sheet or a browser can open. Pure functions from a song
and the facts of its release to text and bytes; no file is written here that the caller did not open."""
