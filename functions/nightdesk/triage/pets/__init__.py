"""Deciders: an owner's words become facts (hearing), and facts a judgement (judging)."""
