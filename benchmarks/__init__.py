"""What every figure in the documentation was measured with; ``python -m benchmarks`` lists it."""
