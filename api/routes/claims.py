"""Claims: finding them in an article, and verifying ones that are given."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Request
from starlette.responses import Response

from api.answers import json_answer, problems
from api.limits import require_article, require_claims
from api.ports import Verifying
from api.requests import JsonRoute
from api.schemas.requests import ArticleBody, ClaimOrClaims, OneClaimBody, TermsBody
from api.schemas.responses import Extraction, Verdicts
from api.service import ServiceDep
from models.types import Span
from verifier.records import Record, extraction_record, verdict_record
from verifier.types import Article, ClaimRequest, Terms

router = APIRouter(prefix="/v1/claims", tags=["claims"], route_class=JsonRoute)


@router.post("/extract", response_model=Extraction, responses=problems(400, 413, 415, 422, 503))
async def extract(request: Request, service: ServiceDep, body: ArticleBody) -> Response:
    """The claims that an article makes, and the sentences that make none."""
    require_article(body, service.settings.limits)
    article = article_of(body)

    def work(verifier: Verifying) -> Record:
        return extraction_record(verifier.extract(article), article_text=article.text)

    return json_answer(await service.run(request, work))


@router.post("/verify", response_model=Verdicts, responses=problems(400, 413, 415, 422, 503))
async def verify(request: Request, service: ServiceDep, body: Annotated[ClaimOrClaims, Body()]) -> Response:
    """One verdict a claim, in the order of the claims: for one claim, or for several under `claims`."""
    alone = isinstance(body, OneClaimBody)
    claims = [body] if isinstance(body, OneClaimBody) else body.claims
    require_claims(claims, service.settings.limits, alone=alone)
    requests = [ClaimRequest(claim.claim, as_of=claim.as_of, id=claim.id) for claim in claims]
    terms = terms_of(body)

    def work(verifier: Verifying) -> Record:
        return {"verdicts": [verdict_record(verdict) for verdict in verifier.under(terms).check(requests)]}

    return json_answer(await service.run(request, work))


def article_of(body: ArticleBody) -> Article:
    part = body.fragment
    return Article(
        body.text,
        title=body.title,
        url=body.url,
        publisher=body.publisher,
        published_at=body.published_at,
        fragment=None if part is None else Span(part.start, part.end),
    )


def terms_of(body: TermsBody) -> Terms:
    return Terms(use_later_evidence=body.use_later_evidence, max_error_rate=body.max_error_rate)
