"""The effects of strip and master: kernels over a block, each with its state in the record of its owner."""
