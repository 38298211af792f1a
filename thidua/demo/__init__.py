"""The demo office: units, fictional people and the real plans of 2022 to 2024 (see ``README.md`` beside this file)."""
