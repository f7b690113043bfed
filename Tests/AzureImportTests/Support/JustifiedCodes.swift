/// What is said about single recorded answers and templates, and why it is right to say it.
enum JustifiedCodes {
  /// The codes with their reasons.
  static let table: [String: String] = [
    "azure.adminRules.notExported":
      "No file holds the effective rules of a network manager beside its networks.",
    "azure.appliance.notModelled": "A firewall is listed without its rules.",
    "azure.appliance.place":
      "A firewall stands in a virtual hub, or its subnet is an expression of the deployment.",
    "azure.interface.notExported": "Templates of networks hold no interfaces.",
    "azure.machine.notExported": "Interfaces were recorded without their machines.",
    "azure.networkGateway.notExported":
      "Templates make a gateway under a condition that is false, or elsewhere.",
    "azure.publicAddress.notExported": "Interfaces were recorded without their public addresses.",
    "azure.publicAddress.sku": "An address that was written by hand has no SKU.",
    "azure.record.list": "A network that was written by hand has no list of peerings.",
    "azure.resource.notExported": "A network was recorded without the interfaces in it.",
    "azure.route.appliance": "Routes lead to the address that a firewall gets when it is made.",
    "azure.scaleSet.model": "A scale set was recorded without its instances.",
    "azure.securityGroup.notExported": "Subnets were recorded without their security groups.",
    "azure.serviceTag.unknown": "The file of service tags stands beside no template.",
    "azure.subnet.notExported": "Interfaces were recorded without their networks.",
    "azure.template.expression":
      "Names that the deployment chooses, such as of parameters without a default, are not known.",
    "azure.virtualNetwork.notExported": "Interfaces and peerings name networks of other files.",
    "azure.virtualNetworkTag.widened":
      "Templates with a default route to a firewall make the tag mean every address (AZ-3.6).",
  ]
}
