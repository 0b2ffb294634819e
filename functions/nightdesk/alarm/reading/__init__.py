"""What every reader does: parse within limits, take what makes sense, say what was not believed."""
