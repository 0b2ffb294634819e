"""What the stream, the carrier's receipts and the clock bring: deliver, settle, look after."""
