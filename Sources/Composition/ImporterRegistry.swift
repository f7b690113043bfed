import AWSImport
import Documents
import HostImport
import Topology

/// A reader of one source of exports, as composition sees it.
struct RegisteredImporter: Sendable {
  /// Says what a file holds, or nil when it is not from this source.
  let recognise: @Sendable (InputDocument) -> String?
  /// Makes a graph of all files of this source.
  let fragment: @Sendable ([InputDocument], inout Diagnostics) -> TopologyFragment

  /// An importer that reads JSON alone.
  static func ofJSON(
    _ recognise: @escaping @Sendable (JSONDocument) -> String?,
    _ fragment: @escaping @Sendable ([JSONDocument], inout Diagnostics) -> TopologyFragment
  ) -> RegisteredImporter {
    RegisteredImporter(
      recognise: { $0.json.flatMap(recognise) },
      fragment: { fragment($0.compactMap(\.json), &$1) })
  }

  /// All importers, asked in this order; an importer is one line.
  static let all: [RegisteredImporter] = [
    .ofJSON(AWSImporter.recognise, AWSImporter.fragment),
    RegisteredImporter(recognise: HostImporter.recognise, fragment: HostImporter.fragment),
  ]

  /// What the importers read, for messages.
  static let expectation =
    "expected an export of AWS, such as the answer of `aws ec2 describe-vpcs`, or of a host, such "
    + "as what `iptables-save` prints"
}
