"""Batches that survive the process: `store` keeps them as files, `runner` works through them from huey's queue."""
