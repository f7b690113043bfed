import Documents
import Testing
import Topology

@testable import GCPImport

/// The script that makes a complete export of projects.
@Suite struct CollectionTests {
  /// The files that the script writes, with the arguments of the calls that fill them.
  private static let calls: [(file: String, arguments: String)] = {
    let script = GCPCollection.script(projects: .all).replacing("\\\n", with: " ")
    return script.matches(of: /ask "?([A-Za-z$.-]+)"? +([^\n;]+)/).compactMap { match in
      let file = String(match.output.1)
      guard file.hasSuffix(".json") else { return nil }
      let words = match.output.2.split(separator: " ").map(String.init)
      return (file, words.joined(separator: " "))
    }
  }()

  /// The kinds of records that other calls bring.
  private static let others: Set<RecordKind> = [.groupMembers]

  @Test func `every file is one that the importer knows, be its list empty`() throws {
    #expect(Self.calls.count > 33)
    for (file, arguments) in Self.calls {
      let kind = try #require(RecordKind(fileName: file), "\(file)")
      let document = try JSONDocument.parse(text: "[]\n[]\n", path: "export/p/\(file)")
      #expect(GCPImporter.recognise(document) == "GCP \(kind.rawValue)", "\(file)")
      // The command of the advice is the command of the script.
      let advice = kind.command.split(separator: " ").dropFirst().prefix {
        $0.first?.isLowercase == true
      }
      let isRegional = kind == .firewallPolicy
      #expect(
        isRegional || arguments.hasPrefix(advice.joined(separator: " ")),
        "\(arguments) for \(kind.command)")
    }
  }

  @Test func `every kind of record is asked for`() {
    let asked = Set(Self.calls.compactMap { RecordKind(fileName: $0.file) })
    for kind in RecordKind.allCases where !Self.others.contains(kind) {
      #expect(asked.contains(kind), "\(kind)")
    }
    let script = GCPCollection.script(projects: .all)
    #expect(script.contains("compute backend-services get-health"))
    #expect(RecordKind(fileName: "backend-services-get-health.json") == .groupMembers)
  }

  @Test func `the script only reads`() {
    let verbs = [
      "list", "describe", "get-effective-firewalls", "get-status", "get-health", "get-value",
    ]
    for (_, arguments) in Self.calls {
      let words = arguments.split(separator: " ").map(String.init)
      #expect(words.contains { verbs.contains($0) }, "\(arguments)")
    }
    let script = GCPCollection.script(projects: .configured)
    for word in ["create", "delete", "update", "add-", "set-", "insert", "patch", "ssh"] {
      #expect(!script.contains(" \(word)"), "\(word)")
    }
  }

  @Test func `projects are listed, asked for or that of the command line`() {
    #expect(GCPCollection.script(projects: .all).contains("gcloud projects list"))
    #expect(GCPCollection.script(projects: .configured).contains("gcloud config get-value project"))
    #expect(
      GCPCollection.script(projects: .named(["orders-prod", "x.com:net"]))
        .contains("projects=\"orders-prod x.com:net\"\n"))
    // Nothing that is no project gets into the script.
    #expect(GCPCollection.script(projects: .named(["x; ls", "$(x)"])).contains("projects=\"\"\n"))
  }

  @Test func `a call that failed is an error answer, with which nothing is proven`() throws {
    let text = #"{"error": {"code": 1, "message": "gcloud compute routes list"}}"#
    let document = try JSONDocument.parse(text: text, path: "p/routes-list.json")
    #expect(GCPImporter.recognise(document) == "GCP error answer")
    var files = Project().files
    files["routes.json"] = text
    let imported = try Imported(files: files)
    #expect(imported.codes.contains("gcp.refusedCall"))
    #expect(imported.coverage.files.contains { $0.state == .refused })
    #expect(try imported.ask("web", "198.51.100.1", "tcp/443") == .undecided)
  }

  @Test func `an empty list belongs to the project whose folder it stands in`() throws {
    var files: [String: String] = [:]
    for (name, text) in Project().files where name != "routers.json" { files["p/\(name)"] = text }
    files["p/project.json"] = #"[{"projectId": "p", "projectNumber": "7", "name": "p"}]"#
    files["q/project.json"] = #"[{"projectId": "q", "projectNumber": "8", "name": "q"}]"#
    files["q/routers-list.json"] = "[]"
    #expect(try Imported(files: files).ask("db", "198.51.100.1", "tcp/443") == .undecided)
    files["p/routers-list.json"] = "[]"
    #expect(try Imported(files: files).ask("db", "198.51.100.1", "tcp/443") == .blocked)
  }
}
