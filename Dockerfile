# samklang with git; docs/ci.md shows it in use.
FROM python:3.12-slim-bookworm AS build
COPY requirements.lock /source/
RUN python -m venv /opt/samklang \
    && /opt/samklang/bin/pip install --no-cache-dir --require-hashes --requirement /source/requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE /source/
COPY licenses /source/licenses
COPY src /source/src
# With the setuptools of the lock.
RUN /opt/samklang/bin/pip install --no-cache-dir --no-deps --no-build-isolation /source

FROM python:3.12-slim-bookworm
# git answers --diff and --staged, and trusts the mounted folder, whoever owns it.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory /copy \
    && useradd --uid 1000 --create-home samklang \
    && install --directory --owner samklang /copy /opt/cache
COPY --from=build /opt/samklang /opt/samklang
# ONNX Runtime would keep a device's name in the cache, and complain where it cannot.
ENV PATH=/opt/samklang/bin:$PATH XDG_CACHE_HOME=/opt/cache ORT_DISABLE_TELEMETRY=1
USER 1000
# The language detector's model, unpacked: half a second less a run. Readable for `docker run --user`, too.
RUN samklang cache warm && chmod -R a+rX /opt/cache
WORKDIR /copy
ENTRYPOINT ["samklang"]
CMD ["check"]
