import Documents
import Testing
import Topology

@testable import AzureImport

/// The script that makes a complete export of subscriptions.
@Suite struct CollectionTests {
  /// The files that the script writes, with the arguments of the calls that fill them.
  private static let calls: [(file: String, arguments: String)] = {
    let script = AzureCollection.script(subscriptions: .all).replacing("\\\n", with: " ")
    let found = script.matches(
      of: /(?:ask|within [A-Za-z.\/]+) +"?(az-[A-Za-z$.-]+json)"? +([^\n;]+)/)
    return found.map { match in
      let words = match.output.2.split(separator: " ").map(String.init)
      return (String(match.output.1), words.joined(separator: " "))
    }
  }()

  /// The kinds of records that stand inside others as they are listed.
  private static let inner: Set<RecordKind> = [.subnets, .peerings, .securityRules, .routes]

  @Test func `every file is one that the importer knows, be its list empty`() throws {
    #expect(Self.calls.count > 38)
    for (file, arguments) in Self.calls where !file.contains("-show.") {
      let name = file.replacing("$name", with: "vnet-one")
      let kind = try #require(RecordKind(fileName: name), "\(file)")
      let document = try JSONDocument.parse(text: "[]\n[]\n", path: "export/s/\(name)")
      #expect(AzureImporter.recognise(document) == "Azure \(kind.title)", "\(file)")
      // The file is named after the command.
      let words = "az-" + arguments.replacing(" ", with: "-")
      #expect(words.hasPrefix(file.prefix { $0 != "$" && $0 != "." }.drop { $0 == "-" }), "\(file)")
      if kind != .dataServices, kind != .serviceRules, kind != .scaleSets {
        #expect(arguments.hasPrefix(kind.command), "\(arguments) for \(kind.command)")
      }
    }
  }

  @Test func `every kind of record is asked for`() {
    let asked = Set(
      Self.calls.compactMap { RecordKind(fileName: $0.file.replacing("$name", with: "x")) })
    for kind in RecordKind.allCases where !Self.inner.contains(kind) {
      #expect(asked.contains(kind), "\(kind)")
    }
  }

  @Test func `the script only reads, and the role allows no more`() {
    for (_, arguments) in Self.calls {
      let words = arguments.split(separator: " ")
      let verbs = ["list", "show"]
      #expect(
        words.contains { word in verbs.contains { word == $0 || word.hasPrefix("\($0)-") } },
        "\(arguments)")
    }
    let script = AzureCollection.script(subscriptions: .configured)
    for word in ["create", "delete", "update", "add ", "set ", "remove", "login", "install "] {
      let lines = script.split(separator: "\n").filter { !$0.hasPrefix("#") }
      #expect(!lines.contains { $0.contains(" \(word)") }, "\(word)")
    }
    for action in AzureCollection.actions {
      let isList = action.contains("/list") || action.contains("/effective")
      #expect(action.hasSuffix("/read") || isList && action.hasSuffix("/action"), "\(action)")
    }
    #expect(AzureCollection.actions == AzureCollection.actions.sorted())
  }

  @Test func `the role is one that the command line takes`() throws {
    let role = try JSONDocument.parse(text: AzureCollection.role)
    #expect(role.roots.first?["Actions"]?.count == AzureCollection.actions.count)
    #expect(role.roots.first?["AssignableScopes"]?.count == 1)
  }

  @Test func `subscriptions are listed, asked for or that of the command line`() {
    let id = "11111111-2222-3333-4444-555555555555"
    #expect(AzureCollection.script(subscriptions: .all).contains("az account list"))
    #expect(AzureCollection.script(subscriptions: .configured).contains("az account show"))
    #expect(
      AzureCollection.script(subscriptions: .named([id])).contains("subscriptions=\"\(id)\"\n"))
    // Nothing that is no subscription gets into the script.
    #expect(
      AzureCollection.script(subscriptions: .named(["x; ls", "$(x)"]))
        .contains("subscriptions=\"\"\n"))
  }

  @Test func `a call that failed is an error answer, with which nothing is proven`() throws {
    let text = #"{"error": {"code": "NotExported", "message": "az network nic list"}}"#
    let document = try JSONDocument.parse(text: text, path: "s/az-network-nic-list.json")
    #expect(AzureImporter.recognise(document) == "Azure error answer")
    let imported = try Imported(files: ["x.json": text])
    #expect(imported.codes == ["azure.refusedCall"])
    #expect(imported.coverage.files.first?.state == .refused)
  }

  @Test func `answers of many calls in one file are read one after the other`() throws {
    let one = "[\(Rest.publicAddress("one", "198.51.100.1"))]"
    let vnet = Rest.network(
      "vnet", ["10.0.0.0/16"], [Rest.subnet("vnet", "a", "10.0.1.0/24", isPrivate: false)])
    let machine = Rest.machine("vm", "vnet/a", "10.0.1.4")
    let imported = try Imported(files: ["x.json": "[]\n\(one)\n[\(vnet)]\n[]\n[\(machine)]\n"])
    #expect(imported.endpoint("vm") != nil)
    #expect(imported.topology.networks.count == 1)
  }
}
