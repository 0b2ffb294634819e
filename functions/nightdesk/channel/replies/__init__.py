"""The reply grammar: what a text from somebody on call orders. Pure."""
