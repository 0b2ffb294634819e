"""Where Nightdesk runs: the CDK app, and the local run that deploys the very same template."""
