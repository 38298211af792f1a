"""What administrators do with units, people, users and roles."""
