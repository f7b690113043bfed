import Documents
import PacketSets

extension Exported {
  /// A route of a network, from `gcloud compute routes list` (API resource routes).
  struct Route: ExportedRecord {
    var id: String
    /// `network`.
    var network: String
    /// `destRange`.
    var destination: Prefix
    /// `priority`, the lowest first (GCP-6.2).
    var priority: Int
    /// `tags`: the route holds for machines with one of them (GCP-6.1).
    var tags: [String]
    /// What carries the packets on (GCP-6.6).
    var hop: Hop
    /// `routeStatus`.
    var status: String?
    var mark: Mark

    /// What a route points at.
    enum Hop: Hashable, Sendable {
      /// `nextHopNetwork`: a subnet route.
      case network
      /// `nextHopGateway`: the internet.
      case internet
      /// `nextHopInstance`.
      case instance(String)
      /// `nextHopIp`.
      case address(IPAddress)
      /// `nextHopIlb`: a forwarding rule or its address.
      case balancer(String)
      /// `nextHopVpnTunnel`.
      case tunnel(String)
      /// `nextHopInterconnectAttachment`.
      case attachment(String)
      /// `nextHopPeering`: the name of the peering.
      case peering(String)
      /// `nextHopHub`.
      case hub(String)
      /// A hop that is none of these.
      case other
    }

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("routes")
      guard let network = try origin.network() else {
        throw ReadFault(value, "a route names no network")
      }
      self.network = network
      guard let destination = try value.prefix("destRange") else {
        throw ReadFault(value, "a route has no destRange")
      }
      self.destination = destination
      priority = try value.number("priority") ?? 1000
      tags = try value.texts("tags").sorted()
      status = try value.text("routeStatus")
      mark = Mark(location: value.location)
      if let gateway = try value.text("nextHopGateway") {
        hop = gateway.hasSuffix("default-internet-gateway") ? .internet : .other
      } else if let instance = try origin.reference("nextHopInstance") {
        hop = .instance(instance)
      } else if let address = try value.address("nextHopIp") {
        hop = .address(address)
      } else if let balancer = try value.text("nextHopIlb") {
        hop = .balancer(
          IPAddress(balancer) == nil
            ? origin.projects.canonical(
              balancer, in: origin.project) : balancer)
      } else if let tunnel = try origin.reference("nextHopVpnTunnel") {
        hop = .tunnel(tunnel)
      } else if let attachment = try origin.reference("nextHopInterconnectAttachment") {
        hop = .attachment(attachment)
      } else if let hub = try value.text("nextHopHub") {
        hop = .hub(ResourceName.path(hub))
      } else if let peering = try value.text("nextHopPeering") {
        hop = .peering(peering)
      } else if try value.text("nextHopNetwork") != nil {
        hop = .network
      } else {
        hop = .other
      }
    }
  }

  /// A policy-based route (API resource policyBasedRoutes of Network Connectivity, GCP-6.5).
  struct PolicyBasedRoute: ExportedRecord {
    var id: String
    /// `network`.
    var network: String
    /// `filter.destRange`.
    var destination: Prefix
    /// `virtualMachine.tags`; without any it holds for all machines.
    var tags: [String]
    /// Whether it holds for Interconnect attachments alone.
    var isForAttachments: Bool
    /// Whether it only says that other routes decide.
    var isExemption: Bool
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("policyBasedRoutes")
      guard let network = try origin.network() else {
        throw ReadFault(value, "a policy-based route names no network")
      }
      self.network = network
      destination = try value.object("filter")?.prefix("destRange") ?? .allIPv4
      tags = try value.object("virtualMachine")?.texts("tags").sorted() ?? []
      isForAttachments = try value.object("interconnectAttachment") != nil
      isExemption = try value.text("nextHopOtherRoutes") == "DEFAULT_ROUTING"
      mark = Mark(location: value.location)
    }
  }
}
