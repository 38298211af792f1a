"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class BoundedArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB a log-in (OWASP's second profile): a burst of log-ins cannot exhaust a small server."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
