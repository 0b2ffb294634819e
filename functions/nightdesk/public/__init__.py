"""What customers are told: which parts of the service they feel it in, in plain words, and never anything else."""
