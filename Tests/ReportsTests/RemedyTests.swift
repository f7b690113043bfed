import Reports
import TestSupport
import Testing
import TierPolicy
import Topology

struct RemedyTests {
  /// The finding of the open database, with its cause in the words of a provider.
  private func finding(
    provider: String, filter: String, name: String, rule: String, text: String = "",
    isFixed: Bool = false
  ) throws -> ReviewFinding {
    var graph = ThreeTierGraph()
    for index in graph.build.topology.resources.indices {
      graph.build.topology.resources[index].scope = Scope(
        provider: provider, account: "111122223333", region: "eu-west-1")
    }
    let group = try #require(graph.build.topology.filters.firstIndex { $0.id == "sg-db-in" })
    graph.build.topology.filters[group].id = filter
    graph.build.topology.filters[group].name = name
    let last = graph.build.topology.filters[group].rules.indices.last
    let index = try #require(last)
    graph.build.topology.filters[group].rules[index].id = rule
    graph.build.topology.filters[group].rules[index].text = text
    graph.build.topology.filters[group].rules[index].isBuiltIn = isFixed
    return try #require(
      try graph.review().findings.first { $0.rule == "db-not-from-internet" })
  }

  @Test func `revokes the rule of a security group`() throws {
    let finding = try finding(provider: "aws", filter: "sg-0a1b", name: "db", rule: "sgr-0c2d")
    #expect(finding.remedies.map(\.form) == [.commandLine, .terraform, .console])
    #expect(
      finding.remedies.first?.text
        == "aws ec2 revoke-security-group-ingress --group-id sg-0a1b --security-group-rule-ids"
        + " sgr-0c2d --region eu-west-1")
  }

  @Test func `deletes the entry of a network ACL`() throws {
    let finding = try finding(provider: "aws", filter: "acl-0a1b", name: "data", rule: "130")
    #expect(
      finding.remedies.first?.text
        == "aws ec2 delete-network-acl-entry --network-acl-id acl-0a1b --ingress --rule-number 130"
        + " --region eu-west-1")
  }

  @Test func `deletes a rule of a network security group`() throws {
    let finding = try finding(
      provider: "azure", filter: "rg-shop/networksecuritygroups/nsg-db", name: "nsg-db",
      rule: "temp")
    #expect(
      finding.remedies.first?.text
        == "az network nsg rule delete --resource-group rg-shop --nsg-name nsg-db --name temp")
  }

  @Test func `denies before a rule that nobody can remove`() throws {
    let finding = try finding(
      provider: "azure", filter: "rg-shop/networksecuritygroups/nsg-db", name: "nsg-db",
      rule: "AllowVnetInBound", isFixed: true)
    #expect(finding.cause.isFixed)
    #expect(finding.change.hasPrefix("Nobody can remove rule AllowVnetInBound"))
    #expect(!finding.change.contains("Remove rule"))
    let command = try #require(finding.remedies.first?.text)
    #expect(command.contains("--priority 4096 --direction Inbound --access Deny --protocol Tcp"))
    #expect(command.hasSuffix("--destination-port-ranges 5432"))
    #expect(finding.check?.contains("a rule before it that denies") == true)
    #expect(finding.check?.contains("db-not-from-internet holds") == true)
  }

  @Test func `deletes a VPC firewall rule`() throws {
    let finding = try finding(
      provider: "gcp", filter: "orders-1/prod/firewall", name: "firewall of prod",
      rule: "allow-db", text: "firewall rule allow-db, priority 1000: allow tcp:5432")
    #expect(
      finding.remedies.first?.text
        == "gcloud compute firewall-rules delete allow-db --project orders-1")
  }

  @Test func `offers no command for what follows from no id`() throws {
    let numbered = try finding(provider: "aws", filter: "sg-0a1b", name: "db", rule: "4")
    #expect(numbered.remedies.isEmpty)
    let ofPolicy = try finding(
      provider: "gcp", filter: "orders-1/prod/firewall", name: "f", rule: "r",
      text: "rule of policy p")
    #expect(ofPolicy.remedies.isEmpty)
    let elsewhere = try finding(provider: "elsewhere", filter: "f", name: "f", rule: "r")
    #expect(elsewhere.remedies.isEmpty)
  }
}
