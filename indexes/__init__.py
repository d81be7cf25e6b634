"""The reference collection: documents, passages, catalog, vector index, lexical search, fusion."""
