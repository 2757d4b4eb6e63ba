"""Speed and size of the assistant beside a standard Rasa set-up on the same data, measured in one run.

`stock/` makes the standard project, `walk` holds the talk that both sides are led through, `servers` runs them as real
processes, `measure` takes the figures, `table` puts them side by side.
"""
