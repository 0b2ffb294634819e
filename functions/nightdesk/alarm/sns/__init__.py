"""Whether a message posted by SNS is really one of ours."""
