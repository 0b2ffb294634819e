"""Whether alarms are of one cause: by time, the service graph, what they share; and when one repeats, flaps or ends."""
