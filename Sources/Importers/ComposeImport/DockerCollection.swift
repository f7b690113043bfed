/// Writes the script that exports the containers and networks of a host.
public enum DockerCollection {
  /// The script, for any POSIX shell with the command line of Docker.
  public static let script = """
    #!/bin/sh
    # Exports what decides who can reach the containers of this host, with read-only commands.
    # Usage: sh collect-docker.sh [FOLDER]
    # The answers are written to FOLDER, which `bailey review FOLDER` reads; put the export of the
    # host itself (`bailey collect host`) and the compose files into the same folder.
    # The caller must be allowed to talk to the engine, as members of the group docker are.
    # The answers hold the environment of containers, secrets among them: keep them private.
    set -u
    out=${1:-docker-export}
    umask 077
    mkdir -p "$out" || exit 2
    missing=0

    # ask FILE ARGUMENTS...: writes the answer of the engine to a file.
    ask() {
      file=$1
      shift
      if docker "$@" > "$out/$file.part" 2> "$out/error"; then
        mv "$out/$file.part" "$out/$file"
      else
        rm -f "$out/$file.part"
        missing=1
        echo "not exported: docker $*: $(head -n 1 "$out/error")" >&2
      fi
      rm -f "$out/error"
    }

    ask docker-version.json version --format '{{json .}}'
    ask docker-info.json info --format '{{json .}}'
    containers=$(docker ps -aq) || exit 2
    networks=$(docker network ls -q) || exit 2
    # The lists are words, one for each container or network.
    # shellcheck disable=SC2086
    if [ -n "$containers" ]; then ask docker-inspect.json inspect $containers; fi
    # shellcheck disable=SC2086
    if [ -n "$networks" ]; then ask docker-network-inspect.json network inspect $networks; fi
    if [ -r /etc/docker/daemon.json ]; then cat /etc/docker/daemon.json > "$out/daemon.json"; fi
    echo "wrote $out"
    exit "$missing"

    """

  /// The permissions that the script needs, in words.
  public static let permissions = """
    access to the engine's socket, as members of the group docker have, and read access to
    /etc/docker/daemon.json

    """
}
