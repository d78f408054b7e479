"""Django's SQLite backend without one check constraint.

With `trusted_schema=OFF` SQLite before 3.41 refuses json_valid() inside a table definition ("unsafe use of
JSON_VALID()"), and Django writes it into every table with a JSON column. We keep the pragma and drop the
check: the only writer of these columns is Django's own JSON encoder.
"""

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    data_type_check_constraints = {
        kind: check
        for kind, check in base.DatabaseWrapper.data_type_check_constraints.items()
        if kind != "JSONField"
    }
