"""What passed between the person, the company and other bodies."""
