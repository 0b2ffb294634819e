"""The one-command run on this machine: an embedded AWS, a Twilio-shaped carrier, a demo shop, one page."""
