import Documents
import PacketSets
import Topology

/// A packet under way, first as the packet that opens a connection and then as its answer.
struct Journey {
  /// The packet as its sender sent it.
  let first: Packet
  /// Who sent it.
  let sender: Party
  /// For whom it is; `nil` when nobody has its destination address.
  let receiver: Party?

  /// The packet as it is now.
  var packet: Packet
  /// Whether the packet is the answer.
  var isAnswer = false
  /// The groups that the packet carries.
  var groups: [ID<IdentityGroup>] = []
  /// The endpoint in whose name the packet goes: the one that has its source address.
  var speaker: ID<Endpoint>?
  /// Whether an unknown device may have changed the source.
  var sourceIsUnknown = false
  /// Whether the answer goes to a source that an unknown device may have changed.
  var destinationIsUnknown = false
  /// Whether a device whose ways are unknown passed the packet on.
  var wasOutOfSight = false

  /// The source translation that the first packet met and that the answer has not met yet.
  var translation: TranslationRecord?
  /// The public address that replaced the source of the first packet.
  var publicSource: PublicMapping?
  /// The public address to which the first packet was sent and that the answer does not bear yet.
  var publicDestination: PublicMapping?
  /// The attachment of a transit gateway by which the first packet left for a world.
  var leftByTransit: (gateway: ID<Gateway>, attachment: Int)?
  /// The attachments by which the packet came into transit gateways.
  var entered: [(gateway: ID<Gateway>, attachment: Int)] = []
  /// Whether the first packet left its network through a gateway that lets only answers in.
  var leftThroughEgressOnly = false

  /// The gateway by which the first packet left for services of a world, if it did.
  var leftByService: ID<Gateway>?

  /// The forwardings that the packet took, each with the journey as it was there.
  var relays: [RelayRecord] = []
  /// The endpoint to which the sender sent the packet, where a forwarding was to take it.
  var gate: ID<Endpoint>?
  /// The port at which the receiver itself must be reached, where forwardings are to bring it there.
  var portAtReceiver: UInt16?

  /// How sure it is that the packet came this far.
  var chance = Chance.always
  /// What is missing to be sure.
  var assumptions: [ID<Assumption>] = []
  /// The steps of the first packet.
  var forward: [Hop] = []
  /// The steps of the answer.
  var answer: [Hop] = []

  /// Whether an endpoint may take the packet as its receiver: the one for which it is, or any to
  /// which the one leads to which it was sent.
  func isMeant(for endpoint: ID<Endpoint>) -> Bool {
    if let portAtReceiver {
      return receiver == .endpoint(endpoint) && packet.destinationPort == portAtReceiver
    }
    return receiver == .endpoint(endpoint) || receiver == gate.map(Party.endpoint)
  }

  init(_ packet: Packet, from sender: Party, to receiver: Party?) {
    first = packet
    self.packet = packet
    self.sender = sender
    self.receiver = receiver
  }

  /// Writes down a step of the packet as it is now.
  mutating func meet(
    _ component: Hop.Component, _ layer: Layer, _ decision: Hop.Decision = .passes,
    rule: String = "", at location: SourceLocation = .unknown
  ) {
    let hop = Hop(
      component: component, layer: layer, decision: decision, rule: rule, location: location,
      packet: packet)
    if isAnswer { answer.append(hop) } else { forward.append(hop) }
  }

  /// Writes down that it is not sure whether the packet gets any further.
  mutating func doubt(_ assumptions: [ID<Assumption>]) {
    chance = min(chance, .maybe)
    self.assumptions += assumptions
  }

  /// What comes of a packet that ends here.
  func dropped(
    _ component: Hop.Component, _ layer: Layer, _ reason: String, rule: String = "",
    at location: SourceLocation = .unknown
  ) -> Finding {
    var journey = self
    journey.chance = .never
    journey.meet(component, layer, .drops(reason), rule: rule, at: location)
    return Finding(journey)
  }
}

/// How a source translation changed a packet.
struct TranslationRecord {
  /// The interface of the gateway.
  var interface: ID<Endpoint>
  /// The address that took the place of the sender's.
  var address: IPAddress
  /// The filters that packets meet at the translating machine.
  var binding: ID<FilterBinding>?
  /// Whether the gateway may send to the internet.
  var reachesInternet: Bool
}

/// An address of an endpoint and the public address that stands for it.
struct PublicMapping {
  /// The address that the endpoint knows.
  var own: IPAddress
  /// The address outside.
  var outside: IPAddress
}
