"""Every fault of real portals gives the right status, reason and advice, and costs no report it need not."""

import pytest

from tests.crawling import run
from tests.portal import AGENCY, FAULTS, simulated
from tests.portals import hanweb, static
from tests.portals.content import content
from tests.site import Says, site


def crawled(folder, portal, **keys):
    return run(folder, {"p": portal}, agency=AGENCY, **keys).portals[0]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_ends_as_it_must_and_a_portal_that_says_no_is_asked_no_more(name, tmp_path):
    fault = FAULTS[name]
    with simulated("generic by next", fault=name) as portal:
        found = crawled(tmp_path, portal)
    assert (found.status, found.reason) == (fault.status, fault.reason)
    assert (found.advice is None) == (fault.status == "ok")
    if fault.status in ("ok", "incomplete"):
        named = {fault.problem} if fault.problem else set()
        assert {problem.reason for problem in found.problems} == named
        assert found.reports == len(portal.expected) - fault.lost
    elif fault.status == "refused":
        assert set(portal.paths()) == {"/robots.txt"}
        assert len(portal.log) <= 3
    elif fault.status in ("blocked", "moved"):
        assert len(portal.log) <= 16


def test_a_name_that_does_not_resolve_is_gone(tmp_path):
    with site() as running:
        pass
    running.port = 80
    text = {"p": type("Dead", (), {"url": "http://yjj.example.invalid"})()}
    found = run(tmp_path, text, agency=AGENCY).portals[0]
    assert (found.status, found.reason) == ("gone", "name-unknown")


ALERTS = {"handshake failure": 40, "unrecognised name": 112, "protocol version": 70}


@pytest.mark.parametrize("alert", ALERTS)
def test_a_handshake_that_fails_is_reported_and_nothing_else_is_tried(alert, tmp_path):
    with site({}) as running:
        running.greets = b"\x15\x03\x03\x00\x02\x02" + bytes([ALERTS[alert]])
        secure = type("Secure", (), {"url": running.url.replace("http:", "https:")})()
        found = run(tmp_path, {"p": secure}, agency=AGENCY).portals[0]
    assert (found.status, found.reason) == ("failed", "tls-failed")
    assert running.log == []


@pytest.mark.parametrize("ending", ["the first page again", "a stub", "the home page"])
def test_a_listing_ends_where_nothing_new_comes(ending, tmp_path):
    routes = static.trs(content(), "c", claims=5)
    past = [path for path, route in routes.items() if route is static.STUB]
    answers = {
        "the first page again": routes[static.LIST],
        "a stub": static.STUB,
        "the home page": routes["/"],
    }
    with site(routes | dict.fromkeys(past, answers[ending])) as running:
        found = run(tmp_path, {"p": running}, agency=AGENCY).portals[0]
    assert (found.status, found.reports) == ("ok", len(content().expected))
    assert sum(path in past for path in running.paths()) == 1


def test_an_empty_xml_in_the_middle_of_a_promise_is_asked_again_and_then_reported(tmp_path):
    routes = hanweb.jcms(content(), "records")
    routes[f"{hanweb.PROXY}?"] = Says(b"<datastore><recordset></recordset></datastore>      ")
    with site(routes) as running:
        found = run(tmp_path, {"p": running}, agency=AGENCY, attempts="3").portals[0]
    assert (found.status, found.reason) == ("incomplete", "list-short")
    assert "9 of" in found.detail
