"""One module per Lambda, named for what happened or what is asked."""
