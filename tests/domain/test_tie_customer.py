"""Whose visit it is can be said, corrected and taken back after the check-in; nothing else of the visit changes."""

from __future__ import annotations

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from tests.domain.story import Story


def test_a_visit_becomes_a_customers_and_only_that_changes() -> None:
    story = Story(counters="1")
    story.comes("ann")
    before = story["ann"]
    assert story.does(do.TieCustomer(customer="C-1", visit="ann")) == (ev.CustomerTied("ann", customer="C-1"),)
    assert story["ann"] == before._replace(customer="C-1")
    story.does(do.TieCustomer(customer="C-2", visit="ann"))
    assert story["ann"].customer == "C-2"
    story.does(do.TieCustomer(customer="", visit="ann"))
    assert story["ann"] == before


def test_what_is_so_already_is_refused() -> None:
    story = Story(counters="1")
    story.comes("ann")
    assert story.refused(do.TieCustomer(customer="", visit="ann")) == "wrong_state"
    story.does(do.TieCustomer(customer="C-1", visit="ann"))
    assert story.refused(do.TieCustomer(customer="C-1", visit="ann")) == "wrong_state"
    assert story.refused(do.TieCustomer(customer="C-1", visit="bob")) == "unknown_visit"


def test_it_is_said_of_the_one_at_the_counter_and_of_one_who_has_gone_and_is_undone_as_any_step() -> None:
    story = Story(counters="1")
    story.comes("ann")
    story.serve()
    story.does(do.TieCustomer(customer="C-1", counter="1"))
    assert story["ann"].customer == "C-1"
    story.undo("1")
    assert story["ann"].customer is None
    story.later(minutes=2)
    story.finish()
    story.does(do.TieCustomer(customer="C-1", visit="ann", counter="1"))
    assert story.day.visits["ann"].customer == "C-1"
    story.undo("1")
    assert story.day.visits["ann"].customer is None
