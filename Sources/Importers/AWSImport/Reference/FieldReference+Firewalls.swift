/// The members of firewalls.
extension FieldReference {
  /// The members of each kind, by the key of the export.
  static let ofFirewalls: [String: FieldReference] = [
    "Attachments": .init(
      "AttachmentId, OwnerAccountId, CoreNetworkId, CoreNetworkArn, AttachmentType, State, "
        + "EdgeLocation, SegmentName, ResourceArn",
      "What is attached to a core network, and by which segment it is routed."),
    "VpcAttachment": .init(
      "The whole answer: VpcAttachment.{Attachment.{AttachmentId, OwnerAccountId}, SubnetArns, "
        + "Options.{Ipv6Support, ApplianceModeSupport, SecurityGroupReferencingSupport}}",
      "By which subnets and zones packets of a VPC come to a core network and go."),
    "NetworkRoutes": .init(
      "The whole answer: CoreNetworkSegmentEdge.{CoreNetworkId, SegmentName, EdgeLocation}, "
        + "NetworkRoutes[].{DestinationCidrBlock, Destinations[].CoreNetworkAttachmentId, State, "
        + "Type}",
      "Where a segment sends packets at an edge."),
    "ServiceConfigurations": .init(
      "ServiceId, ServiceName, ServiceState, NetworkLoadBalancerArns",
      "The ports that endpoints of other accounts answer: those of the listeners."),
    "Firewall": .init(
      "The whole answer: Firewall.{FirewallArn, FirewallName, FirewallPolicyArn, VpcId}, "
        + "FirewallStatus.SyncStates.ZONE.Attachment.{EndpointId, SubnetId}",
      "The endpoints to which routes lead, and the policy that decides there."),
    "FirewallPolicy": .init(
      "The whole answer: FirewallPolicyResponse.FirewallPolicyArn, FirewallPolicy.{"
        + "StatelessRuleGroupReferences[].{ResourceArn, Priority}, StatelessDefaultActions, "
        + "StatefulRuleGroupReferences[].{ResourceArn, Priority, Override.Action}, "
        + "StatefulDefaultActions, StatefulEngineOptions.RuleOrder, "
        + "PolicyVariables.RuleVariables.NAME.Definition}",
      "Which rules are tried in which order, and what becomes of the rest."),
    "RuleGroup": .init(
      "The whole answer: RuleGroupResponse.RuleGroupArn, RuleGroup.{RuleVariables.{IPSets, "
        + "PortSets}.NAME.Definition, ReferenceSets.IPSetReferences.NAME.ReferenceArn, "
        + "RulesSource.{RulesString, RulesSourceList.GeneratedRulesType, StatefulRules[].{Action, "
        + "Header.{Protocol, Source, SourcePort, Direction, Destination, DestinationPort}, "
        + "RuleOptions[].Keyword}, StatelessRulesAndCustomActions.StatelessRules[].{Priority, "
        + "RuleDefinition.{Actions, MatchAttributes.{Sources[].AddressDefinition, "
        + "Destinations[].AddressDefinition, SourcePorts[].{FromPort, ToPort}, "
        + "DestinationPorts[], Protocols, TCPFlags}}}}}",
      "What passes by addresses, protocols and ports; domains and further options only tell what "
        + "may pass."),
  ]
}
