/// The codes that the shared exports of AWS raise, each with the reason why it is right to raise it.
///
/// Many of the files are single answers, so that what they mention is not exported.
enum JustifiedCodes {
  static let reasons: [String: String] = [
    "aws.address.unknownInterface":
      "An Elastic IP address is listed and the interface that has it is not.",
    "aws.duplicate":
      "Recorded answers are of many accounts at many times, and contradict each other.",
    "aws.duplicate.superseded": "The other place of such a contradiction.",
    "aws.eks.publicAPI":
      "The API of a cluster is open to the internet outside of every VPC (AWS-SVC-03).",
    "aws.incomplete": "A page of a list is there with its token, and the next page is not.",
    "aws.instance.notExported": "Interfaces name instances of which no record is there.",
    "aws.internetGateway.inferred":
      "A route that is active leads to a gateway whose record is not there.",
    "aws.loadBalancer.noInterface": "A load balancer is listed and its interfaces are not.",
    "aws.loadBalancer.subject":
      "A recorded answer about targets is named after the test that made it, not after its subject "
      + "(AWS-IO-06).",
    "aws.loadBalancer.undecided":
      "A load balancer is listed, and its listeners, rules or targets are not.",
    "aws.networkAcl.notExported": "Subnets are mentioned and their network ACLs are not there.",
    "aws.networkInterface.noGroups":
      "Interfaces of kinds that must have groups are recorded without them.",
    "aws.networkInterface.notExported": "Groups are listed and no interface is.",
    "aws.networkInterface.onlyInstances":
      "Instances tell their own interfaces, and those of services are missing.",
    "aws.prefixList.noEntries":
      "A rule or route names a prefix list whose entries are not there (AWS-SG-09).",
    "aws.projection": "The mock account holds a projection on purpose (AWS-IO-08).",
    "aws.refusedCall": "Some recorded answers are errors, which the tests that made them wanted.",
    "aws.route.opaqueTarget": "Routes lead to gateways of which no record is there.",
    "aws.routeTable.notExported": "Subnets are mentioned and their route tables are not there.",
    "aws.securityGroup.notExported": "Interfaces carry groups of which no record is there.",
    "aws.securityGroup.unknownReference":
      "A rule names a group that no export holds and nobody carries (AWS-SG-14).",
    "aws.service.noInterface": "A managed service is listed and its interfaces are not.",
    "aws.service.placement":
      "A managed service names a group of subnets whose record is not there.",
    "aws.service.shared":
      "Databases of one group of subnets with equal security groups cannot be told apart by their "
      + "interfaces.",
    "aws.subnet.notExported": "Something stands in a subnet of which no record is there.",
    "aws.subnet.overlap":
      "Recorded answers of different accounts use the same VPC and ranges, which AWS does not allow.",
    "aws.targetGroup.health":
      "A target is not healthy and counts all the same (AWS-ELB-07).",
    "aws.transitGateway.association":
      "The mock contradicts itself about an association, and an answer that stands alone does not "
      + "tell it.",
    "aws.transitGateway.entry": "A VPC routes to a transit gateway that lists no attachment of it.",
    "aws.transitGateway.missingSide": "An attachment leads to a VPC of which no record is there.",
    "aws.transitGateway.others":
      "One account's list of attachments does not tell what others attached.",
    "aws.transitGateway.routes":
      "A table of a transit gateway is named and its routes are not there.",
    "aws.vpc.notExported": "Something stands in a VPC of which no record is there.",
    "aws.vpcEndpoint.policy": "An endpoint has a policy, which judges requests (AWS-VPE-02).",
    "aws.vpcPeering.missingSide":
      "A peering leads to a VPC of which no record is there (AWS-PCX-04).",
    "aws.vpcPeering.region":
      "A recorded peering does not tell the regions of its sides, so that groups may be known over it.",
    "aws.vpnGateway.directConnect":
      "No answer about Direct Connect is there, and leased lines may end at the gateway.",
    "aws.vpnGateway.learned": "What a gateway learns over BGP is in no answer that is there.",
    "input.nothing":
      "A file that stands alone holds an error, a projection or nothing that is an export.",
    "input.unrecognised":
      "Examples in the documentation of botocore, notes of the mock account and plans of Terraform "
      + "are no exports of AWS.",
    "json.notJSON":
      "Text, YAML and tables of the command line lie among the answers on purpose (AWS-IO-08).",
  ]
}
