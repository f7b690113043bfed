public import Documents
public import Topology

/// Reads what tells how hosts, containers and identities are set up.
public enum EvidenceImporter {
  /// Returns what a document holds, such as `sshd_config`, or nil when it is no evidence.
  public static func recognise(_ document: InputDocument) -> String? {
    HostEvidenceKind(document)?.rawValue ?? IdentityEvidenceKind(document)?.rawValue
  }

  /// Returns what documents tell, together with the account of what was read.
  ///
  /// - Parameters:
  ///   - documents: The documents that ``recognise(_:)`` knows.
  ///   - containers: The documents of Compose and Docker beside them.
  /// - Returns: The evidence, and the coverage of the documents.
  public static func evidence(
    of documents: [InputDocument], containers: [InputDocument] = []
  ) -> (evidence: Evidence, coverage: Coverage) {
    withExtendedLifetime((documents, containers)) {
      var evidence = Evidence()
      let sorted = documents.sorted {
        $0.file.path.utf8.lexicographicallyPrecedes($1.file.path.utf8)
      }
      evidence.readHosts(sorted)
      evidence.readIdentities(sorted)
      evidence.readWorkloads(containers)
      return (evidence, coverage(of: sorted))
    }
  }

  private static func coverage(of documents: [InputDocument]) -> Coverage {
    var coverage = Coverage()
    coverage.files = documents.map {
      FileCoverage(
        file: $0.file.id, path: $0.file.path, content: recognise($0) ?? "", recordCount: 1,
        state: .read)
    }
    return coverage
  }
}
