"""The routes, one module a resource. They check limits, hand the work over and send what `verifier.records` makes."""
