import Documents
import PacketSets

/// Reads the addresses of interfaces as `ip` prints them.
enum AddressReader {
  /// Reads what `ip -j addr` prints.
  static func interfaces(_ document: JSONDocument) -> [HostInterface] {
    var result: [HostInterface] = []
    for root in document.roots {
      for object in root.elements {
        guard let name = object["ifname"]?.string else { continue }
        let flags = object["flags"]?.elements.compactMap(\.string) ?? []
        var addresses: [HostInterface.InterfaceAddress] = []
        for info in object["addr_info"]?.elements ?? .empty {
          guard let address = info["local"]?.string.flatMap({ IPAddress($0) }) else { continue }
          let width = address.family.bitWidth
          let length = min(max(info["prefixlen"]?.int ?? width, 0), width)
          addresses.append(.init(address: address, length: length))
        }
        result.append(
          HostInterface(
            name: name, isLoopback: name == "lo" || flags.contains("LOOPBACK"),
            addresses: addresses, location: object.location))
      }
    }
    return result
  }

  /// Reads what `ip addr` prints: `2: eth0@if3: <…>` and `inet 10.0.0.5/24 …` below it.
  static func interfaces(_ lines: [TextLine]) -> [HostInterface] {
    var result: [HostInterface] = []
    for line in lines {
      let words = line.words()
      guard let first = words.first else { continue }
      if first.text.hasSuffix(":"), Int(first.text.dropLast()) != nil, words.count > 1 {
        let name = words[1].text.prefix { $0 != ":" && $0 != "@" }
        let isLoopback = words.contains { $0.text.hasPrefix("<") && $0.text.contains("LOOPBACK") }
        result.append(
          HostInterface(
            name: String(name), isLoopback: isLoopback || name == "lo", addresses: [],
            location: line.location))
      } else if first.text == "inet" || first.text == "inet6", words.count > 1, !result.isEmpty {
        let parts = words[1].text.split(separator: "/")
        guard let address = parts.first.flatMap({ IPAddress($0) }) else { continue }
        let width = address.family.bitWidth
        let length = parts.count > 1 ? Int(parts[1]) ?? width : width
        result[result.count - 1].addresses.append(
          .init(address: address, length: min(max(length, 0), width)))
      }
    }
    return result
  }
}
