import Documents
import PacketSets

extension Exported {
  /// A listener of an Application Gateway with the backends to which it leads (AZ-8.8).
  struct GatewayListener {
    /// The frontend at which it listens.
    var frontendID: AzureID?
    /// The port at which it listens.
    var port: UInt16
    /// Where it leads.
    var backends: [Backend]

    /// A pool of backends with the port at which they are asked.
    struct Backend: Hashable {
      /// The pool.
      var poolID: AzureID
      /// The addresses that the pool names.
      var addresses: [IPAddress]
      /// The address configurations that the pool names.
      var configurationIDs: [AzureID]
      /// Whether it names backends by a domain name, which no export resolves.
      var hasNames: Bool
      /// The port of the backends; nil where it is not known.
      var port: UInt16?
    }

    /// The listeners of a gateway; nil where the export does not tell them or where backends see the
    /// client's address (AZ-8.8).
    static func all(of fields: Fields, _ id: AzureID) throws(ReadFault) -> [GatewayListener]? {
      guard fields.has("httpListeners") || fields.has("listeners") else { return nil }
      let reader = try ListenerReader(fields, id)
      return reader.keepsClients ? nil : try reader.listeners(of: fields)
    }
  }
}

/// Follows the references of an Application Gateway from its listeners to its backends.
private struct ListenerReader {
  let id: AzureID
  var ports: [AzureID: UInt16] = [:]
  var backendPorts: [AzureID: UInt16] = [:]
  var pools: [AzureID: Exported.GatewayListener.Backend] = [:]
  var backendsOfMaps: [AzureID: [Exported.GatewayListener.Backend]] = [:]
  var keepsClients = false

  init(_ fields: Fields, _ id: AzureID) throws(ReadFault) {
    self.id = id
    for item in try fields.objects("frontendPorts") {
      if let number = try item.number("port"), let port = UInt16(exactly: number) {
        ports[try key(item, "frontendports")] = port
      }
    }
    let settings: [(StaticString, String)] = [
      ("backendHttpSettingsCollection", "backendhttpsettingscollection"),
      ("backendSettingsCollection", "backendsettingscollection"),
    ]
    for (list, type) in settings {
      for item in try fields.objects(list) {
        if let number = try item.number("port"), let port = UInt16(exactly: number) {
          backendPorts[try key(item, type)] = port
        }
        if try item.flag("enableL4ClientIpPreservation") ?? false { keepsClients = true }
      }
    }
    for item in try fields.objects("backendAddressPools") {
      let pool = try key(item, "backendaddresspools")
      var backend = Exported.GatewayListener.Backend(
        poolID: pool, addresses: [],
        configurationIDs: try item.references("backendIPConfigurations"), hasNames: false)
      for address in try item.objects("backendAddresses") {
        if let text = try address.text("ipAddress"), let address = IPAddress(text) {
          backend.addresses.append(address)
        } else {
          backend.hasNames = true
        }
      }
      pools[pool] = backend
    }
    for item in try fields.objects("urlPathMaps") {
      var found: [Exported.GatewayListener.Backend] = []
      if let backend = try backend(
        item, "defaultBackendAddressPool", "defaultBackendHttpSettings")
      {
        found.append(backend)
      }
      for rule in try item.objects("pathRules") {
        if let backend = try backend(rule, "backendAddressPool", "backendHttpSettings") {
          found.append(backend)
        }
      }
      backendsOfMaps[try key(item, "urlpathmaps")] = found
    }
  }

  func listeners(of fields: Fields) throws(ReadFault) -> [Exported.GatewayListener] {
    var backends: [AzureID: [Exported.GatewayListener.Backend]] = [:]
    for item in try fields.objects("requestRoutingRules") {
      guard let listener = try item.reference("httpListener") else { continue }
      if let backend = try backend(item, "backendAddressPool", "backendHttpSettings") {
        backends[listener, default: []].append(backend)
      }
      if let map = try item.reference("urlPathMap") {
        backends[listener, default: []] += backendsOfMaps[map] ?? []
      }
    }
    for item in try fields.objects("routingRules") {
      guard let listener = try item.reference("listener") else { continue }
      if let backend = try backend(item, "backendAddressPool", "backendSettings") {
        backends[listener, default: []].append(backend)
      }
    }
    var result: [Exported.GatewayListener] = []
    let lists: [(StaticString, String)] = [
      ("httpListeners", "httplisteners"), ("listeners", "listeners"),
    ]
    for (list, type) in lists {
      for item in try fields.objects(list) {
        guard let port = try item.reference("frontendPort").flatMap({ ports[$0] }) else {
          continue
        }
        result.append(
          Exported.GatewayListener(
            frontendID: try item.reference("frontendIPConfiguration"), port: port,
            backends: backends[try key(item, type)] ?? []))
      }
    }
    return result
  }

  private func backend(
    _ fields: Fields, _ pool: StaticString, _ settings: StaticString
  ) throws(ReadFault) -> Exported.GatewayListener.Backend? {
    guard let poolID = try fields.reference(pool) else { return nil }
    var backend =
      pools[poolID]
      ?? Exported.GatewayListener.Backend(
        poolID: poolID, addresses: [], configurationIDs: [], hasNames: true)
    backend.port = try fields.reference(settings).flatMap { backendPorts[$0] }
    return backend
  }

  private func key(_ fields: Fields, _ type: String) throws(ReadFault) -> AzureID {
    let own = try fields.text("id")
    let name = try fields.text("name") ?? ""
    return own.map { AzureID($0) } ?? id.child(type, name)
  }
}
