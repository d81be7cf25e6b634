"""Every neural model: the pinned table, loading, the sentence embedder, the NLI judge, the English pipeline."""
