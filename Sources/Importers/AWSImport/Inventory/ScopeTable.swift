import Topology

/// Finds out which account and region a page belongs to, and with it the records that do not say.
struct ScopeTable: Sendable {
  /// What the pages of one folder say about themselves.
  private struct Evidence {
    var accounts: Set<String> = []
    var regions: Set<String> = []
  }

  private var folders: [String: Evidence] = [:]
  private var everywhere = Evidence()
  private var paths: [ExportPath] = []
  private var lastAccount = ""
  /// The zones that were noted for the file at hand, of which there are few.
  private var notedZones: Set<String> = []

  /// Registers a file; files are numbered in the order of these calls.
  mutating func add(_ path: ExportPath) { paths.append(path) }

  /// The path of a file.
  func path(of file: Int) -> ExportPath { paths[file] }

  /// Notes the owner of a record in a file.
  mutating func note(account: String?, in file: Int) {
    guard let account, account != lastAccount else { return }
    lastAccount = account
    guard account.utf8.count == 12 else { return }
    folders[paths[file].folder, default: Evidence()].accounts.insert(account)
    everywhere.accounts.insert(account)
  }

  /// Notes the availability zone of a record in a file.
  mutating func note(zone: String?, in file: Int) {
    guard let zone, notedZones.insert(zone).inserted else { return }
    note(region: ExportPath.region(ofZone: zone), in: file)
  }

  /// Notes the region of a record in a file.
  mutating func note(region: String?, in file: Int) {
    guard let region, ExportPath.isRegion(region) else { return }
    folders[paths[file].folder, default: Evidence()].regions.insert(region)
    everywhere.regions.insert(region)
  }

  /// Starts a file: what was noted last does not count as noted for it.
  mutating func begin() {
    lastAccount = ""
    notedZones = []
  }

  /// The account and region of a file: its folders, else what its neighbours agree on.
  func scope(of file: Int) -> Scope {
    let path = paths[file]
    let neighbours = folders[path.folder] ?? Evidence()
    var account = path.account ?? ""
    if account.utf8.count != 12 || !account.utf8.allSatisfy({ (48...57).contains($0) }) {
      account = Self.only(neighbours.accounts) ?? Self.only(everywhere.accounts) ?? account
    }
    let region = path.region ?? Self.only(neighbours.regions) ?? Self.only(everywhere.regions)
    return Scope(provider: "aws", account: account, region: region ?? "")
  }

  private static func only(_ words: Set<String>) -> String? {
    words.count == 1 ? words.first : nil
  }
}
