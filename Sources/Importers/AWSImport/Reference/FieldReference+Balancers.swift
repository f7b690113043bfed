extension FieldReference {
  /// The members of load balancers and what belongs to them.
  static let ofBalancers: [String: FieldReference] = [
    "LoadBalancers": .init(
      "LoadBalancerArn, LoadBalancerName, Type, VpcId, SecurityGroups, AvailabilityZones[].{"
        + "ZoneName, SubnetId, LoadBalancerAddresses[].{PrivateIPv4Address, IpAddress, "
        + "IPv6Address}}, EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
      "What an interface of a load balancer is, and the zones in which it has targets."),
    "LoadBalancerDescriptions": .init(
      "LoadBalancerName, VPCId, Subnets, SecurityGroups, ListenerDescriptions[].Listener.{"
        + "LoadBalancerPort, InstancePort}, Instances[].InstanceId, HealthCheck.Target",
      "A Classic Load Balancer: the ports it answers, and what it opens to its instances."),
    "Listeners": .init(
      "ListenerArn, LoadBalancerArn, Protocol, Port, DefaultActions[].{Type, TargetGroupArn, "
        + "ForwardConfig.TargetGroups[].TargetGroupArn}",
      "What a load balancer accepts and to which targets it goes."),
    "Rules": .init(
      "RuleArn, Actions[].{Type, TargetGroupArn, ForwardConfig.TargetGroups[].TargetGroupArn}",
      "Further targets of a listener of an application load balancer."),
    "TargetGroups": .init(
      "TargetGroupArn, TargetGroupName, TargetType, Protocol, Port, HealthCheckPort, VpcId, "
        + "IpAddressType",
      "The port at the targets, and whether they see the address of the client."),
    "TargetHealthDescriptions": .init(
      "Target.{Id, Port, AvailabilityZone}, TargetHealth.State",
      "The registered targets; the name of the file tells the target group."),
    "Attributes": .init(
      "Key, Value: load_balancing.cross_zone.enabled, preserve_client_ip.enabled",
      "Whether zones are crossed and clients stay visible; the name of the file tells of what."),
    "LoadBalancerListeners": .init(
      "LoadBalancerArn, Listeners[]", "Listeners with their load balancer."),
    "LoadBalancerTargetHealth": .init(
      "TargetGroupArn, TargetHealthDescriptions[]", "Targets with their target group."),
    "LoadBalancerAttributes": .init(
      "LoadBalancerArn, Attributes[]", "Attributes with their load balancer."),
  ]
}
