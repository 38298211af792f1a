"""What can refuse a step: each guard answers with a sentence, or None."""
