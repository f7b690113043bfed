/// The spellings of references to resources, made one (GCP-1.3).
///
/// The same network is written `https://www.googleapis.com/compute/v1/projects/P/global/networks/N`,
/// with another host or version, `//compute.googleapis.com/projects/P/…`, `projects/P/…` with the
/// id or the number of the project, or `global/networks/N` within its project.
enum ResourceName {
  /// The reference without its host, service and version.
  static func path(_ text: String) -> String {
    var segments = text.split(separator: "/", omittingEmptySubsequences: true)
    let roots: Set<Substring> = ["projects", "organizations", "folders", "billingAccounts"]
    if let start = segments.firstIndex(where: { roots.contains($0) }) {
      segments.removeSubrange(..<start)
    } else if text.contains("://") || text.hasPrefix("//") {
      let words: Set<Substring> = ["global", "regions", "zones", "locations"]
      if let start = segments.firstIndex(where: { words.contains($0) }) {
        segments.removeSubrange(..<start)
      }
    }
    return segments.joined(separator: "/")
  }

  /// The segment behind a word, such as the region behind `regions`.
  static func segment(after word: String, in path: String) -> String? {
    let segments = path.split(separator: "/")
    guard let index = segments.firstIndex(where: { $0 == word }) else { return nil }
    let next = segments.index(after: index)
    return next < segments.endIndex ? String(segments[next]) : nil
  }

  /// The last segment: the short name.
  static func last(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The segment before the last: the collection, such as `networks`.
  static func collection(_ path: String) -> String? {
    let segments = path.split(separator: "/")
    return segments.count > 1 ? String(segments[segments.count - 2]) : nil
  }

  /// The region of a zone: `europe-west4-a` lies in `europe-west4`.
  static func region(ofZone zone: String) -> String {
    guard let dash = zone.lastIndex(of: "-"),
      zone.utf8.count - zone.utf8.distance(from: zone.utf8.startIndex, to: dash) == 2
    else { return zone }
    return String(zone[..<dash])
  }

  /// The region in a path, be it named or that of a zone.
  static func region(in path: String) -> String? {
    if let region = segment(after: "regions", in: path) { return region }
    if let zone = segment(after: "zones", in: path) { return region(ofZone: zone) }
    guard let location = segment(after: "locations", in: path), location != "global" else {
      return nil
    }
    let parts = location.split(separator: "-")
    return parts.last?.utf8.count == 1 ? region(ofZone: location) : location
  }
}
