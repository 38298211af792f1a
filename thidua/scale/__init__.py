"""A large, realistic and always equal data set for load and query tests: bulk inserts, made by rule."""
