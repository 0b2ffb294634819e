"""The registered actions by name, with the least risk each may be run at. Readable without touching any vendor."""

from nightdesk.incident.ask import Risk

RISKS: dict[str, Risk] = {"lambda.rollback_alias": Risk.HIGH}
