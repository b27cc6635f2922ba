"""Training of the committed weights: `python -m pipelines.training`, or `make train`."""
