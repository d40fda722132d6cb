# entrepot in a container: the build in one stage, the Debian package on a plain system in the other.
# Never built by the project's own checks, which have no container runtime; .ci/nightly package installs the same
# package in a fresh Debian.
#   docker build -t entrepot .
#   docker run --rm -v "$PWD:/data" --user "$(id -u):$(id -g)" entrepot run trade-war-2018
FROM debian:12-slim AS build
WORKDIR /src
COPY tools/dev/packages.txt tools/dev/install-packages.sh tools/dev/
RUN tools/dev/install-packages.sh
COPY . .
RUN cmake --preset release -DENTREPOT_TESTS=OFF -DENTREPOT_BENCH=OFF \
 && cmake --build build/release \
 && cd build/release && cpack -G DEB

FROM debian:12-slim
COPY --from=build /src/build/release/entrepot_*.deb /tmp/
RUN apt-get update \
 && apt-get install -y --no-install-recommends /tmp/entrepot_*.deb \
 && rm -rf /var/lib/apt/lists/* /tmp/entrepot_*.deb
WORKDIR /data
USER nobody
ENTRYPOINT ["entrepot"]
CMD ["--help"]
