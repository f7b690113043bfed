import AWSImport
import Documents
import Topology

/// A reader of one source of exports, as composition sees it.
struct RegisteredImporter: Sendable {
  /// Says what a document holds, or nil when it is not from this source.
  let recognise: @Sendable (JSONDocument) -> String?
  /// Makes a graph of all documents of this source.
  let fragment: @Sendable ([JSONDocument], inout Diagnostics) -> TopologyFragment

  /// All importers, asked in this order; an importer is one line.
  static let all: [RegisteredImporter] = [
    RegisteredImporter(recognise: AWSImporter.recognise, fragment: AWSImporter.fragment)
  ]

  /// What the importers read, for messages.
  static let expectation =
    "expected an export of AWS, such as the answer of `aws ec2 describe-vpcs`"
}
