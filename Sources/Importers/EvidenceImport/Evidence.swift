public import Documents

/// What the inputs tell about how hosts, containers and identities are set up.
///
/// None of it decides a packet; the checklist judges it. A fact that no file tells is nil or empty, and
/// its checks are unknown, never passed.
public struct Evidence: Sendable {
  /// The hosts whose files were given, in the order of their folders.
  public var hosts: [HostEvidence] = []
  /// The containers of compose files and of running engines.
  public var workloads: [WorkloadEvidence] = []
  /// What is known of users, roles and keys, account by account.
  public var identities: [IdentityEvidence] = []
  /// What the files did that their reader should know.
  public var diagnostics = Diagnostics()

  /// Creates empty evidence.
  public init() {}
}
