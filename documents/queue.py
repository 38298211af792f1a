"""The queue of render jobs (being written)."""
def enqueue(document, kind):
    raise RuntimeError
