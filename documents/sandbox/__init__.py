"""Work in a process of its own, which has little memory, little time, no network and no files."""
