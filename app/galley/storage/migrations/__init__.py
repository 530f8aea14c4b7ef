"""The schema's history, as Alembic steps: one file a version of the schema, never changed again."""
