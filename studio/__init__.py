"""The song, the sound engine, mixing and export. Knows no Qt."""
