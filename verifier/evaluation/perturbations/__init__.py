"""Claims of development sets, altered by rules, and verdicts on both: `verifier evaluate perturbations`."""
