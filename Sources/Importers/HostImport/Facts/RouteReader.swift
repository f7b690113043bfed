import Documents
import PacketSets

/// Reads routes as `ip` prints them.
enum RouteReader {
  /// Reads what `ip -j route` prints.
  static func routes(_ document: JSONDocument) -> [HostRoute] {
    var result: [HostRoute] = []
    for root in document.roots {
      for object in root.elements {
        guard let text = object["dst"]?.string else { continue }
        let gateway = (object["gateway"] ?? object["via"]?["host"])?.string
          .flatMap { IPAddress($0) }
        let isDead = object["type"].map { !$0.equals("unicast") && !$0.equals("local") } ?? false
        guard let destination = destination(text, like: gateway) else { continue }
        result.append(
          HostRoute(
            destination: destination, interface: isDead ? nil : object["dev"]?.string,
            gateway: gateway, metric: object["metric"]?.int ?? 0, location: object.location))
      }
    }
    return result
  }

  /// Reads what `ip route` prints.
  static func routes(_ lines: [TextLine]) -> [HostRoute] {
    var result: [HostRoute] = []
    for line in lines {
      var words = line.words().map(\.text)[...]
      let kinds = ["blackhole", "unreachable", "prohibit", "throw"]
      let isDead = words.first.map { kinds.contains($0) } ?? false
      if isDead || words.first == "unicast" { words = words.dropFirst() }
      guard let text = words.first else { continue }
      func value(_ option: String) -> String? {
        guard let index = words.firstIndex(of: option), index + 1 < words.endIndex else {
          return nil
        }
        return words[index + 1]
      }
      let gateway = value("via").flatMap { IPAddress($0) }
      guard let destination = destination(text, like: gateway) else { continue }
      result.append(
        HostRoute(
          destination: destination, interface: isDead ? nil : value("dev"), gateway: gateway,
          metric: value("metric").flatMap { Int($0) } ?? 0, location: line.location))
    }
    return result
  }

  private static func destination(_ text: String, like gateway: IPAddress?) -> Prefix? {
    if text == "default" { return gateway?.family == .v6 ? .allIPv6 : .allIPv4 }
    return Prefix(text)
  }
}
