/// What is read of Compose and Docker, as a page of the documentation.
public enum ComposeReference {
  /// A kind of file with how it is made.
  struct Entry {
    var kind: DocumentKind
    var command: String
    var decides: String
  }

  /// Every kind of file that is read.
  static let entries: [Entry] = [
    Entry(
      kind: .compose, command: "compose.yaml and its overrides, included and extended files",
      decides: "The services, the networks on which they are and the ports that they publish."),
    Entry(
      kind: .environment, command: ".env beside a compose file",
      decides:
        "The variables; where one that is not set decides, both outcomes are possible and told."),
    Entry(
      kind: .objects, command: "docker inspect, docker network inspect",
      decides: "What runs: addresses, networks and published ports as they are in force."),
    Entry(
      kind: .listing, command: "docker ps --format json",
      decides: "Containers and their ports where nothing else was printed."),
    Entry(
      kind: .portListing, command: "docker ps --format '{{.Names}}: {{.Ports}}'",
      decides: "The same."),
    Entry(
      kind: .version, command: "docker version --format json",
      decides: "The version of the engine, on which its rules hang."),
    Entry(
      kind: .information, command: "docker info --format json",
      decides: "The same, the name of the host, and who writes the engine's rules."),
    Entry(
      kind: .settings, command: "cat /etc/docker/daemon.json",
      decides: "Whether the engine writes rules, its proxy, and how bridges are made."),
  ]

  /// What follows for packets from the version of the engine.
  static let generations: [(fact: String, upTo27: String, from28: String, from29: String)] = [
    ("containers of one bridge", "reach each other", "reach each other", "reach each other"),
    ("containers of two bridges", "do not", "do not", "do not"),
    (
      "a published port at an address of the host, from outside", "reached past INPUT",
      "reached past INPUT",
      "reached past INPUT; with nftables a host that drops what it forwards wins"
    ),
    (
      "the same, from another bridge", "by the proxy, through INPUT", "by the proxy, through INPUT",
      "by translation, past INPUT"
    ),
    (
      "an internal network, to other addresses of the host",
      "up to 24 through INPUT, then no route", "no route", "no route"
    ),
    (
      "a container's own address, from a neighbour that routes there",
      "published ports; all where FORWARD accepts", "closed", "closed"
    ),
    (
      "IPv6 to a published port of an IPv4 network", "by the proxy, through INPUT",
      "by the proxy, through INPUT", "by the proxy, through INPUT"
    ),
  ]

  /// The page.
  public static var markdown: String {
    let rows = entries.map { "| \($0.kind.title) | `\($0.command)` | \($0.decides) |" }
    let facts = generations.map {
      "| \($0.fact) | \($0.upTo27) | \($0.from28) | \($0.from29) |"
    }
    return """
      # What is read of Compose and Docker

      This page is made from the tables of the importer; a test keeps it up to date. The files of one
      folder belong to one engine; a compose project stands on the engine on which it runs, on the one
      whose exports lie nearest, or on one that is not exported. `bailey collect docker` prints a script
      that makes a complete export.

      ## Files

      | What it holds | How it is made | What it decides |
      | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      ## What the version of the engine decides

      | From and to | up to 27 | 28 | 29 |
      | --- | --- | --- | --- |
      \(facts.joined(separator: "\n"))

      Of an engine whose version no export tells, what holds for all versions is certain and what holds
      for one is possible.

      ## With the host itself

      Where the exports of the host (docs/importers/host-firewall.md) stand in the same folder, or have
      the bridges of the engine's networks, the two are one machine:

      - The rules that the kernel has decide about running containers: the chains for what the host
        passes on stand before each container, its translations take published ports, its addresses hide
        what leaves.
      - Of projects that only a file declares, the engine's rules are those of its version, and the host
        has its own rules: a published port is handed on in `nat PREROUTING`, before the INPUT rules,
        those of UFW among them, are asked. The path of a finding says so.
      - `placements` of the policy put a project, the version of an engine and the export of a host on a
        machine of a cloud: packets meet the filters of the cloud, then those of the host, in one path.

      """
  }
}
