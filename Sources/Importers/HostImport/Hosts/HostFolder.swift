/// The folder that holds the exports of one host.
enum HostFolder {
  /// Folders inside a host's folder that copy its file system.
  private static let inner: Set<String> = [
    "etc", "etc-ufw", "etc-default", "ufw", "default", "firewall", "network", "iptables",
  ]

  /// The folder of the host to which a file belongs.
  static func path(of file: String) -> String {
    var parts = file.split(separator: "/", omittingEmptySubsequences: false)
    _ = parts.popLast()
    while let last = parts.last, parts.count > 1, inner.contains(String(last)) {
      _ = parts.popLast()
    }
    return parts.joined(separator: "/")
  }

  /// What a host is called when its exports do not say it.
  static func name(of folder: String) -> String {
    let name = folder.split(separator: "/").last.map(String.init) ?? ""
    return name.isEmpty || name == "." || name == ".." ? "host" : name
  }
}
