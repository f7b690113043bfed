import Documents
import Testing
import Topology

/// Sections 1.8 to 1.14 of the rules of Compose: how files and services are merged.
@Suite struct MergeTests {
  private func over(_ base: String, _ override: String) -> Imported {
    Imported(files: ["shop/compose.yaml": base, "shop/compose.override.yaml": override])
  }

  @Test func `CMP-1.8: the networks of a service are united, as a list and as a mapping`() {
    let imported = over(
      "services: {a: {image: x, networks: [one]}}\nnetworks: {one: , two: }",
      "services: {a: {networks: {two: {aliases: [b]}}}}")
    #expect(imported.networks(of: "a") == ["shop_one", "shop_two"])
  }

  @Test func `CMP-1.9: an override does not close a port of the base`() {
    let imported = over(
      #"services: {db: {image: x, ports: ["5432:5432"]}}"#,
      #"services: {db: {ports: ["127.0.0.1:5432:5432"]}}"#)
    #expect(imported.published("db").contains("5432->5432/tcp"))
    #expect(imported.reach("internet", "db") == "undecided")
  }

  @Test func `CMP-1.9: the same port twice is one`() {
    let imported = over(
      #"services: {db: {image: x, ports: ["5432:5432"]}}"#,
      #"services: {db: {ports: ["0.0.0.0:5432:5432/tcp"]}}"#)
    #expect(imported.published("db") == ["5432->5432/tcp"])
  }

  @Test func `CMP-1.9: !override and !reset take the ports of the base away`() {
    let base = #"services: {db: {image: x, ports: ["5432:5432"]}}"#
    #expect(over(base, "services: {db: {ports: !reset []}}").published("db") == [])
    let replaced = over(base, "services:\n  db:\n    ports: !override\n      - \"1:1\"\n")
    #expect(replaced.published("db") == ["1->1/tcp"])
  }

  @Test func `CMP-1.10: a service takes the ports of the one it extends, and its own`() {
    let imported = Imported(files: [
      "shop/compose.yaml": """
      services:
        web:
          extends: {file: base/common.yaml, service: app}
          ports: ["2:2"]
          networks: [front]
      networks: {front: }
      """,
      "shop/base/common.yaml": """
      services:
        app: {extends: root, ports: ["1:1"]}
        root: {image: x}
      """,
    ])
    #expect(imported.published("web") == ["1->1/tcp", "2->2/tcp"])
    #expect(imported.containers == ["web"])
  }

  @Test func `CMP-1.10: a network that only the base declares is not declared`() {
    let imported = Imported(files: [
      "shop/compose.yaml": "services: {web: {extends: {file: base.yaml, service: app}}}",
      "shop/base.yaml": "services: {app: {image: x, networks: [n]}}\nnetworks: {n: }",
    ])
    #expect(imported.codes.contains("compose.network.undefined"))
  }

  @Test func `CMP-1.10: services that extend each other are refused`() {
    let imported = Imported("services: {a: {extends: b}, b: {extends: a}}")
    #expect(imported.codes.contains("compose.extends.cycle"))
  }

  @Test func `CMP-1.10: a file that was not given is a gap`() {
    let imported = Imported("services: {a: {image: x, extends: {file: no.yaml, service: b}}}")
    #expect(imported.codes.contains("compose.missingFile"))
    #expect(!imported.topology.omissions.isEmpty)
  }

  @Test func `CMP-1.11: the including file wins over the included one`() {
    let imported = Imported(files: [
      "shop/compose.yaml": "include: [sub/db.yaml]\nservices: {db: {image: mine}}",
      "shop/sub/db.yaml": "services: {db: {image: theirs, ports: [\"${PORT}:1\"]}}",
      "shop/sub/.env": "PORT=99",
    ])
    #expect(imported.resource("db")?.tag("image") == "mine")
    #expect(imported.published("db") == ["99->1/tcp"])
  }

  @Test func `CMP-1.11: a file that includes itself is refused`() {
    let imported = Imported(files: [
      "shop/compose.yaml": "include: [compose.other.yaml]",
      "shop/compose.other.yaml": "include: [compose.yaml]",
    ])
    #expect(imported.codes.contains("compose.include.cycle"))
  }

  @Test func `CMP-1.12: a service with a profile is absent until the profile is active`() {
    let text = "services: {a: {image: x}, debug: {image: x, profiles: [tools]}}"
    #expect(Imported(text).containers == ["a"])
    #expect(Imported(text).codes.contains("compose.profile.inactive"))
    let active = Imported(files: [
      "shop/.env": "COMPOSE_PROFILES=tools", "shop/compose.yaml": text,
    ])
    #expect(active.containers == ["a", "debug"])
  }

  @Test func `CMP-1.13: an unknown key is refused and an extension is not`() {
    let imported = Imported("x-a: 1\nservices:\n  a: {image: x, x-b: 1, prots: []}\n")
    #expect(imported.place("compose.schema") == "3:25")
    #expect(!Imported("x-a: 1\nservices: {a: {image: x, x-b: 1}}").diagnostics.hasErrors)
  }

  @Test(arguments: [
    ("name: Other", "other_default"), ("name: \"\"", "my-shop_default"),
  ]) func `CMP-1.14: the project's name prefixes its networks`(line: String, network: String) {
    let imported = Imported(files: [
      "exports/_My-Shop!/compose.yaml": "\(line)\nservices: {a: {image: x}}"
    ])
    #expect(imported.networks(of: "a") == [network])
  }

  @Test func `CMP-1.14: COMPOSE_PROJECT_NAME wins over the name in the file`() {
    let imported = Imported(files: [
      "shop/.env": "COMPOSE_PROJECT_NAME=live",
      "shop/compose.yaml": "name: test\nservices: {a: {image: x}}",
    ])
    #expect(imported.networks(of: "a") == ["live_default"])
  }
}
