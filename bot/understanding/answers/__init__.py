"""What an answer says to the question that was just asked."""
