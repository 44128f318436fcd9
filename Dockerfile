# A small image that runs as nobody in particular. The base has glibc: the expression language that
# checks are written in has no wheel for Alpine.
#
#   docker build -t pitfall-audit .
#   docker run --rm -v "$PWD:/work:ro" pitfall-audit check .
FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv /opt/pitfall-audit \
    && /opt/pitfall-audit/bin/pip install --no-cache-dir --disable-pip-version-check /source
# What takes long to make is kept beside the program, where nobody may write later.
RUN cd /tmp && PATH=/opt/pitfall-audit/bin:$PATH \
    && pitfall-audit rules list > /dev/null \
    && pitfall-audit new --setting advisory-committee --output a.yaml > /dev/null \
    && pitfall-audit check a.yaml --fail-on never > /dev/null

FROM python:3.13-slim
COPY --from=build /opt/pitfall-audit /opt/pitfall-audit
RUN useradd --no-create-home --uid 10001 auditor
USER auditor
WORKDIR /work
ENV PATH=/opt/pitfall-audit/bin:$PATH
ENTRYPOINT ["pitfall-audit"]
CMD ["--help"]
