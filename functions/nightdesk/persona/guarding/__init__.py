"""The last look at what a model wrote: what it may hold, and what it must not."""
