import Documents
import PacketSets

extension AddressListing {
  /// Reads what `ipset save` prints: `create NAME TYPE …` and `add NAME ELEMENT …`.
  ///
  /// - Parameters:
  ///   - lines: The lines of the file.
  ///   - diagnostics: Where to report lines that cannot be read.
  /// - Returns: The sets by their names.
  static func read(
    _ lines: [TextLine], into diagnostics: inout Diagnostics
  ) -> [String: AddressListing] {
    var result: [String: AddressListing] = [:]
    for line in lines {
      let words = line.words()
      guard let first = words.first, !first.text.hasPrefix("#") else { continue }
      guard words.count >= 3, first.text == "create" || first.text == "add" else {
        if first.text != "flush" {
          diagnostics.append(
            ReadFault(first, expected: "create NAME TYPE or add NAME ELEMENT")
              .diagnostic("host.ipset.syntax"))
        }
        continue
      }
      let name = words[1].text
      if first.text == "create" {
        let kind = words[2].text.split(separator: ":", maxSplits: 1)
        let dimensions = kind.count == 2 ? kind[1].split(separator: ",").map(String.init) : []
        var listing = AddressListing(dimensions: dimensions)
        if kind.first == "list" || dimensions.isEmpty || dimensions.contains("mac")
          || dimensions.contains("mark")
        {
          listing.unknown = "sets of type \(words[2].text) are not read"
        }
        result[name] = listing
        continue
      }
      guard let element = Element(words, dimensions: result[name]?.dimensions ?? []) else {
        result[name]?.unknown = "an element of \(name) is not readable"
        diagnostics.append(
          ReadFault(words[2], expected: "an element of the set \(name)")
            .diagnostic("host.ipset.element"))
        continue
      }
      result[name]?.elements.append(element)
    }
    return result
  }
}

extension AddressListing.Element {
  /// Reads `203.0.113.50,tcp:8080` and the word `nomatch` behind it.
  init?(_ words: [TextLine.Word], dimensions: [String]) {
    let parts = words[2].text.split(separator: ",", omittingEmptySubsequences: false)
    guard !dimensions.isEmpty, parts.count == dimensions.count else { return nil }
    self.init(
      addresses: [], ports: nil, interface: nil,
      isException: words.dropFirst(3).contains { $0.text == "nomatch" })
    for (part, dimension) in zip(parts, dimensions) {
      switch dimension {
      case "ip", "net":
        guard let set = AddressText.set(part) else { return nil }
        addresses.append(set)
      case "port":
        addresses.append(nil)
        let split = part.split(separator: ":")
        let text = split.last ?? part
        guard let range = PortText.range(text, separator: "-"),
          let proto = split.count == 2 ? IPProtocol(name: split[0]) : .tcp
        else { return nil }
        ports = (proto, range)
      case "iface":
        addresses.append(nil)
        interface = String(part)
      default: return nil
      }
    }
  }
}
