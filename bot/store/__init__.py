"""The case store: tables, migrations, one unit of work, encryption of personal data."""
