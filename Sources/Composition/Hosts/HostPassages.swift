public import Documents
import HostImport
public import PacketSets

/// Tells what hosts do with packets between machines that are in no export, where the exports hold a
/// host that stands between them.
public struct HostPassages: Sendable {
  private let hosts: [HostRules]

  /// Reads the hosts of a catalog.
  public init(_ catalog: SourceCatalog) {
    var diagnostics = Diagnostics()
    let documents = catalog.files.compactMap { file -> InputDocument? in
      guard ContentKind.sniff(file) != .zip else { return nil }
      let document: InputDocument
      do throws(JSONError) {
        document = .json(try JSONDocument.parse(file, into: &diagnostics))
      } catch {
        document = .text(file)
      }
      return HostImporter.recognise(document) == nil ? nil : document
    }
    hosts = HostImporter.hosts(of: documents, diagnostics: &diagnostics)
  }

  /// Returns what the hosts do with a packet: `delivered`, `blocked` or `undecided`, and the name of
  /// the host that decides.
  ///
  /// - Parameter packet: The first packet of a connection.
  /// - Returns: The verdict; nil when no host stands between its ends.
  public func verdict(on packet: Packet) -> (word: String, host: String)? {
    let found = hosts.compactMap { host in host.passing(packet).map { ($0, host.name) } }
    for wanted in [HostRules.Passing.delivered, .undecided, .blocked] {
      if let first = found.first(where: { $0.0 == wanted }) { return (wanted.rawValue, first.1) }
    }
    return nil
  }
}
