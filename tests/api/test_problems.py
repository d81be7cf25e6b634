"""Law 10: one table from the error trees of the four rooms to HTTP."""

from __future__ import annotations

import inspect
from http import HTTPStatus

import pytest

from api import errors as api_errors
from api.problems import ROOTS, TABLE, UNEXPECTED, kind_of, problem_of
from indexes import errors as indexes_errors
from models import errors as models_errors
from verifier import errors as verifier_errors

OUR_OWN_STATUSES = {499}  # nginx's "client closed request": it is logged, nobody is left to read it


def every_error_class() -> list[type[Exception]]:
    """Every class that the rooms' error modules define, found by reading the modules and not the table."""
    modules = (models_errors, indexes_errors, verifier_errors, api_errors)
    return [
        found
        for module in modules
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, Exception) and found.__module__ == module.__name__
    ]


def all_subclasses(root: type[Exception]) -> set[type[Exception]]:
    return {root}.union(*(all_subclasses(child) for child in root.__subclasses__()))


@pytest.mark.parametrize("error", every_error_class(), ids=lambda error: error.__name__)
def test_every_error_of_the_rooms_has_a_row_of_its_own(error: type[Exception]) -> None:
    assert error in TABLE


def test_every_subclass_of_the_roots_is_mapped_wherever_it_is_defined() -> None:
    ours = {error for root in ROOTS for error in all_subclasses(root)}
    assert {error for error in ours if kind_of(error) is UNEXPECTED} == set()


def test_the_table_holds_nothing_that_is_in_no_tree() -> None:
    assert set(TABLE) <= {error for root in ROOTS for error in all_subclasses(root)}


def test_every_row_has_a_status_that_exists_and_a_slug_of_its_own() -> None:
    kinds = [kind for error, kind in TABLE.items() if error not in ROOTS]
    assert {kind.status for kind in kinds} - OUR_OWN_STATUSES <= {status.value for status in HTTPStatus}
    slugs = [kind.slug for kind in kinds]
    assert len(slugs) == len(set(slugs))


def test_a_subclass_without_a_row_takes_the_row_of_its_parent() -> None:
    class LanguageOfTheSea(models_errors.UnsupportedLanguage):
        pass

    assert kind_of(LanguageOfTheSea) == TABLE[models_errors.UnsupportedLanguage]


def test_a_known_error_tells_its_message_and_its_cure() -> None:
    record = problem_of(
        models_errors.UnsupportedLanguage("expected English", hint="Send English.", language="de")
    ).record()
    assert record == {
        "type": "urn:verifier:problem:unsupported-language",
        "title": "The text is in a language that is not read",
        "status": 422,
        "detail": "expected English",
        "hint": "Send English.",
        "language": "de",
    }


def test_an_unexpected_error_tells_nothing_of_what_it_holds() -> None:
    problem = problem_of(KeyError("the secret article"))
    assert problem.kind.status == 500
    assert "secret" not in str(problem.record())


def test_a_message_with_half_a_surrogate_pair_can_be_sent() -> None:
    response = problem_of(api_errors.BatchUnknown("found \ud800", hint="none")).response("id", retry_after_s=1)
    assert b"\\ud800" in bytes(response.body)
