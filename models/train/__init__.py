"""The recipe that trains a LoRA adapter of the judge: `python -m models.train --data DIR --out DIR`."""
