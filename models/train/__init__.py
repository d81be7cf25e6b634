"""The recipe that trains a LoRA adapter on the judge's backbone: `python -m models.train --data DIR --out DIR`."""
