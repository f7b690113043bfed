import PacketSets
import Topology

extension Lowering {
  /// What the service behind an interface endpoint answers, as far as its provider's exports tell:
  /// what the listeners of its network load balancers accept (AWS-VPE-04).
  func offer(ofServiceBehind interface: Exported.NetworkInterface) -> TrafficSet? {
    guard let service = provider(ofServiceBehind: interface) else { return nil }
    var offer = TrafficSet.empty
    for arn in service.balancerARNs {
      let listeners = inventory.listeners.records.filter { $0.balancerARN == arn }
      guard !listeners.isEmpty || inventory.balancerAnswers.listened.contains(arn) else {
        return nil
      }
      for listener in listeners {
        guard let accepts = listener.accepts else { return nil }
        offer.formUnion(accepts)
      }
    }
    return offer
  }

  /// The exported service to which an interface endpoint leads.
  func provider(
    ofServiceBehind interface: Exported.NetworkInterface
  ) -> Exported.EndpointService? {
    guard let id = serviceOfInterface[interface.id],
      let name = inventory.vpcEndpoints[id]?.serviceName, !name.isEmpty
    else { return nil }
    return inventory.endpointServices.records.first { $0.name == name }
  }

  /// Whether the service behind an interface endpoint is exported, so that its endpoint is joined with
  /// it once the load balancers are there.
  func isJoinedLater(_ interface: Exported.NetworkInterface) -> Bool {
    provider(ofServiceBehind: interface)?.balancerARNs.isEmpty == false
      && offer(ofServiceBehind: interface) != nil
  }

  /// What is missing to know what a private service answers, with the command that exports it.
  func gap(ofServiceBehind interface: Exported.NetworkInterface) -> (text: String, remedy: String) {
    let name =
      serviceOfInterface[interface.id].flatMap { inventory.vpcEndpoints[$0]?.serviceName } ?? ""
    guard name.hasPrefix("com.amazonaws.vpce.") else {
      return ("which TCP port", RecordKind.vpcEndpoints.command)
    }
    guard let service = provider(ofServiceBehind: interface) else {
      return (
        "which port", "\(RecordKind.endpointServices.command), in the account of the provider"
      )
    }
    let arn = service.balancerARNs.first ?? "ARN"
    if offer(ofServiceBehind: interface) == nil {
      return ("which port", "aws elbv2 describe-listeners --load-balancer-arn \(arn)")
    }
    return (
      "at which of the ports of \(service.id) a target of",
      "aws elbv2 describe-target-health, and the interfaces and subnets of the provider of "
        + service.id
    )
  }
}
