"""Verdicts measured end to end on labelled claims, retrieval included: `verifier evaluate verdicts`."""
