"""The domain: articles, claims, evidence, verdicts."""
