"""What one row of the permission table is."""

# The city's clerk, its leader, an officer of a department below, an inspector of the city (sees, does nothing),
# somebody of another city, and nobody.
ROLES = ("clerk", "leader", "below", "inspector", "outsider", "anonymous")

# (address name, method, what its argument is) → answer per role. "draft", "plan", "issued" … are fields of World.
Rows = dict[tuple[str, str, str], tuple[int, int, int, int, int, int]]
