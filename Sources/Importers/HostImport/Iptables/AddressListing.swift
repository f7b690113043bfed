import Documents
import PacketSets

/// The content of a named set as `ipset save` prints it.
struct AddressListing: Hashable, Sendable {
  /// What the elements are made of, such as `ip` and `port`.
  var dimensions: [String]
  /// The elements, each with a region for every dimension.
  var elements: [Element] = []
  /// Why the content is not known; nil when it is.
  var unknown: String?

  /// An element of the set.
  struct Element: Hashable, Sendable {
    /// The addresses of the dimensions that are addresses, else nil.
    var addresses: [AddressSet?]
    /// The protocol and ports of the dimension that is a port.
    var ports: (proto: IPProtocol, range: ClosedRange<UInt16>)?
    /// The interface of the dimension that is one.
    var interface: String?
    /// Whether the element is an exception from wider ones.
    var isException: Bool

    static func == (left: Element, right: Element) -> Bool {
      left.addresses == right.addresses && left.ports?.proto == right.ports?.proto
        && left.ports?.range == right.ports?.range && left.interface == right.interface
        && left.isException == right.isException
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(addresses)
      hasher.combine(interface)
      hasher.combine(isException)
    }
  }

  /// The packets whose parts, each taken from the source or the destination, are an element.
  ///
  /// - Parameter ends: The end from which each dimension is taken, as in `src,dst`.
  /// - Returns: The regions, or nil when the content is not known.
  func regions(_ ends: [AddressEnd]) -> [PacketRegion]? {
    guard unknown == nil, ends.count >= dimensions.count else { return nil }
    if dimensions.count == 1 {
      var content = AddressSet.empty
      for element in elements.sorted(by: { Self.width($0) > Self.width($1) }) {
        guard let addresses = element.addresses.first ?? nil else { return portRegions(ends[0]) }
        content =
          element.isException ? content.subtracting(addresses) : content.union(addresses)
      }
      return [Self.region(content, at: ends[0])]
    }
    var result: [PacketRegion] = []
    for element in elements {
      guard !element.isException else { return nil }
      var region = PacketRegion()
      for (number, dimension) in dimensions.enumerated() {
        switch dimension {
        case "port":
          guard let ports = element.ports else { return nil }
          region.traffic = region.traffic.intersection(Self.traffic(ports, at: ends[number]))
        case "iface":
          guard let name = element.interface else { return nil }
          if ends[number] == .source {
            region.input = InterfaceMatch([name])
          } else {
            region.output = InterfaceMatch([name])
          }
        default:
          guard number < element.addresses.count, let addresses = element.addresses[number],
            let narrowed = region.intersection(Self.region(addresses, at: ends[number]))
          else { return nil }
          region = narrowed
        }
      }
      result.append(region)
    }
    return result
  }

  private func portRegions(_ end: AddressEnd) -> [PacketRegion]? {
    var traffic = TrafficSet.empty
    for element in elements {
      guard let ports = element.ports, !element.isException else { return nil }
      // A set of bare ports holds for every protocol with ports.
      let set = PortSet(ports.range)
      traffic.formUnion(
        end == .source
          ? PortText.traffic(of: .all, source: set) : PortText.traffic(of: .all, destination: set))
    }
    return [PacketRegion(traffic: traffic)]
  }

  private static func region(_ addresses: AddressSet, at end: AddressEnd) -> PacketRegion {
    end == .source ? PacketRegion(source: addresses) : PacketRegion(destination: addresses)
  }

  private static func traffic(
    _ ports: (proto: IPProtocol, range: ClosedRange<UInt16>), at end: AddressEnd
  ) -> TrafficSet {
    let set = PortSet(ports.range)
    return end == .source
      ? TrafficSet(ports.proto, destinationPorts: .full, sourcePorts: set)
      : TrafficSet(ports.proto, destinationPorts: set)
  }

  private static func width(_ element: Element) -> Double {
    guard let addresses = element.addresses.first ?? nil else { return 0 }
    return addresses.v4.count + addresses.v6.count
  }
}
