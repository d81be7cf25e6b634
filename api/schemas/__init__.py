"""What goes over the wire, typed. `requests` is checked strictly; `responses` describes the forms of
`verifier.records`, which are the ones that are sent."""
