import Documents
import TestSupport
import Testing

@testable import HostImport

/// The page about the importer follows its tables.
@Suite struct ReferenceTests {
  private static let root =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  @Test func `the page about host firewalls is up to date`() throws {
    let path = Self.root + "/docs/importers/host-firewall.md"
    let outcome = try Golden.compare(HostReference.markdown, with: path)
    #expect(outcome.isGood, "\(outcome)")
  }

  @Test func `every kind of file is on the page`() {
    #expect(Set(HostReference.entries.map(\.kind)) == Set(HostDocument.Kind.allCases))
  }

  @Test func `every file of the script is one that is read`() {
    let script = HostCollection.script
    for command in [
      "ip -j addr", "ip -j route", "sysctl net", "ss -tulpn", "iptables-save", "ip6tables-save",
      "ipset save", "nft list ruleset", "ufw status verbose", "hostname",
    ] {
      #expect(script.contains(command), "\(command)")
    }
    #expect(!script.contains("\t"))
  }
}
