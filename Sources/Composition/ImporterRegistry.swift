import AWSImport
import AzureImport
import ComposeImport
import Documents
import GCPImport
import HostImport
import Topology

/// A reader of one source of exports, as composition sees it.
struct RegisteredImporter: Sendable {
  /// Says what a file holds, or nil when it is not from this source.
  let recognise: @Sendable (InputDocument) -> String?
  /// Makes a graph of all files of this source, and of what stands on machines of other sources.
  let fragment:
    @Sendable ([InputDocument], [MachinePlacement], inout Diagnostics) -> TopologyFragment

  /// An importer that reads JSON alone.
  static func ofJSON(
    _ recognise: @escaping @Sendable (JSONDocument) -> String?,
    _ fragment: @escaping @Sendable ([JSONDocument], inout Diagnostics) -> TopologyFragment
  ) -> RegisteredImporter {
    RegisteredImporter(
      recognise: { $0.json.flatMap(recognise) },
      fragment: { documents, _, diagnostics in
        fragment(documents.compactMap(\.json), &diagnostics)
      })
  }

  /// All importers, asked in this order; an importer is one line.
  static let all: [RegisteredImporter] = [
    RegisteredImporter(
      recognise: { AWSImporter.recognise($0) },
      fragment: { documents, _, diagnostics in
        AWSImporter.fragment(of: documents, diagnostics: &diagnostics)
      }),
    .ofJSON(AzureImporter.recognise, AzureImporter.fragment),
    .ofJSON(GCPImporter.recognise, GCPImporter.fragment),
    // Containers and the hosts on which they stand are one graph.
    RegisteredImporter(
      recognise: { ComposeImporter.recognise($0) ?? HostImporter.recognise($0) },
      fragment: { documents, placements, diagnostics in
        ComposeImporter.fragment(
          of: documents, placements: placements.map(\.forContainers), diagnostics: &diagnostics)
      }),
  ]

  /// What the importers read, for messages.
  static let expectation =
    "expected an export of a cloud, a compose file or a host's firewall, such as the answer of "
    + "`aws ec2 describe-vpcs`, `az network vnet list` or `gcloud compute networks list`"
}
