"""A trigger refuses changes of the log, whatever code tries."""

from django.db import migrations

MESSAGE = "log entries are written once"


def guard(apps, schema_editor):
    """Creates the trigger."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE TRIGGER workflow_log_written_once BEFORE UPDATE ON workflow_logentry "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        return
    schema_editor.execute(
        "CREATE FUNCTION workflow_log_written_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END $$"
    )
    schema_editor.execute(
        "CREATE TRIGGER workflow_log_written_once BEFORE UPDATE ON workflow_logentry "
        "FOR EACH ROW EXECUTE FUNCTION workflow_log_written_once()"
    )


def release(apps, schema_editor):
    """Drops the trigger."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER workflow_log_written_once")
        return
    schema_editor.execute("DROP TRIGGER workflow_log_written_once ON workflow_logentry")
    schema_editor.execute("DROP FUNCTION workflow_log_written_once()")


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial")]

    operations = [migrations.RunPython(guard, release)]
