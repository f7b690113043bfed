import Documents

/// What a file that tells about the setup of a host holds.
enum HostEvidenceKind: String, Hashable, Sendable, CaseIterable {
  /// The effective settings of the SSH server.
  case sshdEffective = "sshd -T"

  /// Recognises a document by its content.
  init?(_ document: InputDocument) {
    guard case .text(let file) = document else { return nil }
    let head = file.withBytes { String(decoding: $0.prefix(4096), as: UTF8.self) }
    let isEffective = head.split(whereSeparator: \.isNewline).contains {
      $0.hasPrefix("permitrootlogin ")
    }
    guard isEffective else { return nil }
    self = .sshdEffective
  }
}
