import ComposeImport
import Documents
import Testing
import Topology

/// Section 6 of the rules of Docker: what the engine prints.
@Suite struct DockerTests {
  private static let network = Docker.network("lab_front", "172.18.0.0/16", gateway: "172.18.0.1")

  private func imported(_ containers: String, _ more: [String: String] = [:]) -> Imported {
    Imported(
      files: [
        "lab/inspect.json": "[\(containers)]", "lab/networks.json": "[\(Self.network)]",
      ].merging(more) { $1 })
  }

  @Test func `CMP-6.1: a network has its subnet, its gateway and its members`() {
    let member =
      #"{"f1": {"Name": "lab_web_1", "IPv4Address": "172.18.0.7/16", "IPv6Address": ""}}"#
    let imported = Imported(files: [
      "lab/networks.json":
        "[\(Docker.network("lab_front", "172.18.0.0/16", gateway: "172.18.0.254", more: "\"Internal\": true", containers: member))]"
    ])
    #expect(imported.addresses(of: "lab_web_1") == ["172.18.0.7"])
    #expect(imported.addresses(of: "lab").contains("172.18.0.254"))
    #expect(imported.ask("lab_web_1", "203.0.113.9") == "blocked")
    // What the container publishes is not told by its network.
    #expect(!imported.topology.omissions.isEmpty)
  }

  @Test func `CMP-6.2: what is published in fact counts, not what was asked for`() {
    let bindings = #"{"9000/tcp": [{"HostIp": "", "HostPort": "9000"}]}"#
    let ports =
      #"{"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "80"}, {"HostIp": "::", "HostPort": "80"}], "8080/tcp": null}"#
    let imported = imported(
      Docker.container(
        "web", networks: ["lab_front": "172.18.0.2"], ports: ports, bindings: bindings))
    #expect(imported.published("web") == ["80->80/tcp"])
    #expect(imported.addresses(of: "web") == ["172.18.0.2"])
  }

  @Test func `CMP-6.3: labels join containers to the services of a file`() {
    let imported = imported(
      Docker.container(
        "lab_web_1", networks: ["lab_front": "172.18.0.2"], project: "lab", service: "web"),
      [
        "lab/project/docker-compose.yml": """
        services:
          web: {image: x, networks: [front], ports: ["80:80"]}
          idle: {image: x, networks: [front]}
        networks: {front: }
        """
      ])
    #expect(imported.containers == ["idle", "web"])
    #expect(imported.resource("web")?.id == "lab_web_1")
    #expect(imported.resource("web")?.tag("service") == "web")
    #expect(imported.resource("idle")?.tag("project") == "lab")
    #expect(imported.resource("idle")?.isRunning == false)
    #expect(imported.published("web") == [])
    #expect(imported.networks(of: "idle") == ["lab_front"])
    #expect(imported.addresses(of: "idle") == ["172.18.0.3"])
  }

  @Test func `CMP-6.4: the ports of docker ps`() {
    let imported = Imported(files: [
      "lab/ps.jsonl": """
      {"ID": "f1", "Names": "web", "Image": "x", "Networks": "lab_front", "Labels": "a=b,c=d,e", \
      "State": "running", "Ports": "0.0.0.0:8080->80/tcp, :::8080->80/tcp, \
      [::]:7->7/udp, 0.0.0.0:8000-8001->8000-8001/tcp, 9000/tcp"}
      {"ID": "f2", "Names": "db", "Image": "x", "Networks": "lab_front", "Labels": "", \
      "State": "running", "Ports": ""}
      """,
      "lab/networks.json": "[\(Self.network)]",
    ])
    #expect(
      imported.published("web") == [
        "8080->80/tcp", ":::7->7/udp", "8000-8001->8000-8001/tcp",
      ])
    #expect(imported.resource("web")?.tag("c") == "d,e")
    #expect(imported.reach("web", "db") == "delivered")
  }

  @Test func `CMP-6.4: a list of names and ports alone leaves the networks open`() {
    let imported = Imported(files: [
      "lab/ps.txt": "db: \nweb: 0.0.0.0:80->80/tcp, :::80->80/tcp, 8080/tcp\n"
    ])
    #expect(imported.containers == ["web"])
    #expect(imported.coverage.files.first?.content == "Docker ps")
  }

  @Test func `section 3: a running container in the namespace of another is one with it`() {
    let imported = imported(
      Docker.container("app", networks: ["lab_front": "172.18.0.2"]) + ","
        + Docker.container("vpn", networks: [:], mode: "container:app0123456789abcdef"))
    #expect(imported.containers == ["app"])
  }

  @Test func `a record that is neither a container nor a network is refused`() {
    let imported = imported(
      Docker.container("app", networks: ["lab_front": "172.18.0.2"]) + #", {"Id": 7}"#)
    #expect(imported.codes.contains("docker.record"))
    #expect(imported.coverage.files.first?.state == .partial)
    #expect(!imported.topology.omissions.isEmpty)
  }

  @Test(arguments: [
    ("a/docker-compose.yml", "services: {a: {image: x}}", "Compose file"),
    ("a/stack.yaml", "services:\n  a: {image: x}\n", "Compose file"),
    ("a/docker-compose.prod.yml", "services: [", "Compose file"),
    ("a/.env", "A=1", "Compose environment"),
    ("a/daemon.json", "{}", "Docker daemon.json"),
    ("a/x.json", #"{"icc": false, "iptables": true}"#, "Docker daemon.json"),
    ("a/v.json", Docker.version("28.0.0"), "Docker version"),
    ("a/i.json", Docker.info("28.0.0", backend: "iptables"), "Docker info"),
    ("a/c.json", #"{"name": "a", "services": {"w": {"image": "x"}}}"#, "Compose file"),
    ("a/workflow.yml", "jobs: {build: {services: {db: {image: x}}}}", nil),
    ("a/services.yaml", "services: {App\\Mailer: {arguments: [1]}}", nil),
    ("a/policy.yaml", "version: 1\ntiers: {}", nil), ("a/x.json", "[]", nil),
    ("a/notes.txt", "db: see wiki\n", nil),
  ]) func `documents are recognised by what they hold`(path: String, text: String, title: String?) {
    let file = SourceFile(path: path, text: text)
    var diagnostics = Diagnostics()
    let json = try? JSONDocument.parse(file, into: &diagnostics)
    let found = ComposeImporter.recognise(json.map { .json($0) } ?? .text(file))
    #expect(found == title)
  }
}
