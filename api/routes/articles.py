"""Articles: all their claims, verified."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import json_answer, problems
from api.limits import require_article
from api.ports import Verifying
from api.requests import JsonRoute
from api.routes.claims import article_of, terms_of
from api.schemas.requests import VerifiedArticleBody
from api.schemas.responses import Report
from api.service import ServiceDep
from verifier.records import Record, report_record

router = APIRouter(prefix="/v1/articles", tags=["articles"], route_class=JsonRoute)


@router.post("/verify", response_model=Report, responses=problems(400, 413, 415, 422, 503))
async def verify(request: Request, service: ServiceDep, body: VerifiedArticleBody) -> Response:
    """A report: a verdict for every claim of the article. Many articles are better sent as a batch."""
    require_article(body, service.settings.limits)
    article, terms = article_of(body), terms_of(body)

    def work(verifier: Verifying) -> Record:
        return report_record(verifier.under(terms).verify(article))

    return json_answer(await service.run(request, work))
