"""The way from parallel text to the weights the program ships."""
