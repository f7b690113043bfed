import Documents
import Testing
import Topology

/// Section 1 of the rules of Compose: which files make the model.
@Suite struct FileSetTests {
  private static let base = """
    services:
      db: {image: postgres, ports: ["5432:5432"]}
    """

  @Test func `CMP-1.1: the override beside the base is read on top of it`() {
    let imported = Imported(files: [
      "shop/docker-compose.yml": "services: {db: {image: postgres}}",
      "shop/docker-compose.override.yml": #"services: {db: {ports: ["5432:5432"]}}"#,
    ])
    #expect(imported.published("db") == ["5432->5432/tcp"])
  }

  @Test func `CMP-1.1: of several bases compose.yaml comes first and the others stand aside`() {
    let imported = Imported(files: [
      "shop/compose.yaml": "services: {new: {image: a}}",
      "shop/docker-compose.yml": "services: {old: {image: a}}",
    ])
    #expect(imported.containers == ["new"])
    #expect(imported.codes.contains("compose.aside"))
    #expect(!imported.topology.omissions.isEmpty)
  }

  @Test func `CMP-1.2: variables are resolved before files are included and merged`() {
    let imported = Imported(files: [
      "shop/.env": "PART=parts/db.yaml\n",
      "shop/compose.yaml": "include: [\"${PART}\"]\nservices: {web: {image: a}}",
      "shop/parts/db.yaml": Self.base,
    ])
    #expect(imported.containers == ["db", "web"])
  }

  @Test func `CMP-1.3: merged sequences are replaced and own keys win`() {
    let imported = Imported(
      """
      x-base: &base
        image: a
        ports: ["1:1", "2:2"]
      services:
        web:
          <<: *base
          ports: ["3:3"]
      """)
    #expect(imported.published("web") == ["3->3/tcp"])
  }

  @Test func `CMP-1.3: a key that stands twice is refused with its place`() {
    let imported = Imported("services:\n  a: {image: x}\n  a: {image: y}\n")
    #expect(imported.place("yaml.duplicateKey") == "3:3")
    #expect(imported.coverage.files.first?.state == .refused)
  }

  @Test func `CMP-1.4: an unquoted 22:22 is a text, and is told`() {
    let imported = Imported("services:\n  a:\n    image: x\n    ports:\n      - 22:22\n")
    #expect(imported.published("a") == ["22->22/tcp"])
    #expect(imported.place("compose.port.unquoted") == "5:9")
  }

  @Test(arguments: [
    ("$HOSTPORT:80", "8080->80/tcp"), ("${HOSTPORT}:80", "8080->80/tcp"),
    ("${NONE:-9}:80", "9->80/tcp"), ("${NONE-9}:80", "9->80/tcp"),
    ("${EMPTY:-9}:80", "9->80/tcp"), ("${EMPTY-9}:80", "->80/tcp"),
    ("${HOSTPORT:?needed}:80", "8080->80/tcp"), ("${HOSTPORT:+7}:80", "7->80/tcp"),
    ("${NONE:-${HOSTPORT}}:80", "8080->80/tcp"), ("${NONE:+7}:80", "->80/tcp"),
  ]) func `CMP-1.5: every form of a variable is read`(text: String, port: String) {
    let imported = Imported(files: [
      "shop/.env": "# ports\nHOSTPORT=8080 # web\nEMPTY=\n",
      "shop/compose.yaml": "services: {a: {image: x, ports: [\"\(text)\"]}}",
    ])
    #expect(imported.published("a") == [port])
  }

  @Test func `CMP-1.5: a required variable without a value makes the file invalid`() {
    let imported = Imported("services:\n  a:\n    image: ${TAG:?set it}\n")
    #expect(imported.diagnostic("compose.interpolation")?.message.contains("set it") == true)
    #expect(imported.place("compose.interpolation") == "3:12")
  }

  @Test func `CMP-1.5: two dollars are one, and a dollar before a digit is itself`() {
    let imported = Imported(
      #"services: {a: {image: x, labels: {hash: "$$a$2b"}}}"#)
    #expect(imported.resource("a")?.tag("hash") == "$a$2b")
  }

  @Test func `CMP-1.6: an address that is not set publishes everywhere, and both are told`() {
    let imported = Imported(#"services: {db: {image: x, ports: ["${BIND}:5432:5432"]}}"#)
    #expect(imported.published("db") == ["5432->5432/tcp"])
    #expect(imported.diagnostic("compose.variable.decides")?.message.contains("BIND") == true)
    #expect(imported.reach("internet", "db") == "undecided")
  }

  @Test func `CMP-1.6: a default that closes a port proves nothing while nothing sets it`() {
    let text = #"services: {db: {image: x, ports: ["${BIND:-127.0.0.1}:5432:5432"]}}"#
    #expect(Imported(text).reach("internet", "db") == "undecided")
    let known = Imported(files: [
      "shop/.env": "BIND=127.0.0.1", "shop/compose.yaml": text,
      "shop/version.json": Docker.version("28.5.2"),
    ])
    #expect(known.reach("internet", "db") == "blocked")
  }

  @Test(arguments: ["yes", "on", "true", "Y"])
  func `CMP-1.7: older words for true are read`(word: String) {
    let imported = Imported(
      "services: {a: {image: x, networks: [n]}}\nnetworks: {n: {internal: \"\(word)\"}}")
    #expect(imported.reach("a", "internet") == imported.ask("shop-a-1", "internet"))
    #expect(imported.ask("shop-a-1", "203.0.113.9") == "blocked")
  }

  @Test func `CMP-1.7: another word is refused`() {
    let imported = Imported(
      "services: {a: {image: x, networks: [n]}}\nnetworks: {n: {internal: perhaps}}")
    #expect(imported.place("compose.schema") == "2:26")
  }
}
