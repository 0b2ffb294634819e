"""The status page: made anew from what is saved, so that a repeat, a late one and two at once end up the same."""

from dataclasses import replace

from nightdesk.desk.kit import Kit
from nightdesk.desk.telling.ways import Ways
from nightdesk.errand.told import Told
from nightdesk.errors import Misconfigured
from nightdesk.incident.incident import Incident
from nightdesk.notice.notice import Files
from nightdesk.public.leaks import leaks
from nightdesk.public.page import HISTORY, Page, as_atom, as_html, as_json, compose
from nightdesk.public.trouble import customers_feel, trouble_of

SHOWN = "shown"
LOOKED_AT = 100
"""The newest incidents looked through at each renewal for those nobody announced, such as one that has spread."""


def tell_page(kit: Kit, ways: Ways, incident: Incident, told: Told) -> bool:
    """What customers may know of it, if they feel it or were shown it before; and the page with it."""
    if not (told.state == SHOWN or customers_feel(incident, kit.catalogue)):
        return True
    kit.store.save_trouble(trouble_of(incident, kit.store.entries(incident.id), kit.catalogue))
    if told.state != SHOWN:
        kit.store.save_told(replace(told, state=SHOWN))
    renew_page(kit, ways.files())
    return True


def renew_page(kit: Kit, files: Files) -> Page:
    """
    Compose it anew and put it where customers look. Raises NoticeUnavailable, and Misconfigured when it would leak.

    The edition is drawn before anything is read, so that of two at once the higher one has seen at least as much.
    """
    edition = kit.store.next_edition()
    incidents = kit.store.incidents(limit=LOOKED_AT)
    _catch_up(kit, incidents)
    page = _composed(kit, edition)
    html = as_html(page)
    ours = {"catalogue": kit.catalogue, "people": kit.roster.people, "incidents": incidents}
    allowed = [kit.settings.number, kit.settings.status_url, kit.settings.status_name]
    allowed += [line.name for line in page.lines]
    # What the page says on its quietest day is its own words, even where a service is called one of them.
    quiet = as_html(compose((), kit.catalogue, name=page.name, edition=edition, now=page.checked_at))
    fixed = set(leaks(quiet, **ours, allowed=allowed))  # type: ignore[arg-type]  # each is what it is named for
    if leaked := set(leaks(html, **ours, allowed=allowed)) - fixed:  # type: ignore[arg-type]
        raise Misconfigured(f"the status page would tell customers of ours: {', '.join(sorted(leaked))[:200]}")
    files.put_newer("index.html", html, content_type="text/html; charset=utf-8", edition=edition)
    files.put_newer("feed.xml", as_atom(page), content_type="application/atom+xml; charset=utf-8", edition=edition)
    files.put_newer("status.json", as_json(page), content_type="application/json", edition=edition)
    return page


def _catch_up(kit: Kit, incidents: tuple[Incident, ...]) -> None:
    """Incidents that customers feel and that moved on since they were written down."""
    known = {one.incident: one for one in kit.store.troubles(since=kit.now() - HISTORY)}
    unfinished = {one.incident for one in known.values() if not one.is_over}
    wanted = {one.id: one for one in incidents if one.is_open and customers_feel(one, kit.catalogue)}
    left = [one for one in unfinished if one not in wanted]
    wanted |= {one.id: one for i in range(0, len(left), 90) for one in kit.store.several(left[i : i + 90])}
    for incident in wanted.values():
        if incident.id not in known or known[incident.id].version < incident.version:
            kit.store.save_trouble(trouble_of(incident, kit.store.entries(incident.id), kit.catalogue))


def _composed(kit: Kit, edition: int) -> Page:
    now, settings = kit.now(), kit.settings
    return compose(
        kit.store.troubles(since=now - HISTORY),
        kit.catalogue,
        name=settings.status_name,
        edition=edition,
        now=now,
        number=settings.number if "subscribers" in settings.notices else "",
        url=settings.status_url,
    )
