"""The checks of scripts/try-integrations."""
