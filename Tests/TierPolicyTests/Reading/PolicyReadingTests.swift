import Documents
import PacketSets
import TestSupport
import Testing

@testable import TierPolicy

@Suite struct PolicyReadingTests {
  @Test func `reads a whole policy`() throws {
    let policy = try policy(wholePolicy)
    #expect(policy.system == "Orders platform")
    #expect(policy.tiers.map(\.name) == ["bastion", "load-balancer", "app", "db", "office"])
    #expect(
      policy.tiers.map(\.selector.text) == [
        "tag Role=bastion", "kind load-balancer", "tag Tier=app or name app-*",
        "kind database", "cidr 203.0.113.0/24|2001:db8:1::/48",
      ])
    #expect(policy.services.map(\.name) == ["app", "metrics"])
    #expect(policy.services[1].traffic == .tcp(9100...9100).union(.udp(8125...8125)))
    #expect(
      policy.rules.map(\.title) == [
        "only bastion reaches app and db on ssh", "only app reaches db on postgres",
        "internet never reaches db, even by way of proxies",
        "internet reaches load-balancer on https",
      ])
    #expect(policy.rules[0].severity == .high)
    #expect(policy.rules[0].references == ["CIS-AWS-5.0/5.3", "PCI-DSS-4.0/1.3.1"])
    #expect(policy.rules[2].traffic == .all)
    #expect(policy.flows.map(\.owner) == ["orders-team"])
    let waiver = try #require(policy.waivers.first)
    #expect(
      waiver.title == "ssh-only-from-bastion: name ci-runner to name app-2 on ssh until 2027-01-31")
    #expect(waiver.ticket == "SEC-123")
    #expect(policy.placements.first?.engine == "28.5")
    #expect(policy.links.first?.networks == ["vpc-0a1", "projects/p/global/networks/prod"])
    #expect(policy.notes.map(\.code) == ["policy.notUsed"])
  }

  @Test func `names its file by the SHA-256 of the bytes`() throws {
    let source = try policy("version: 1\n").source
    #expect(
      source == .file(path: "bailey.yaml", digest: SHA256.hexadecimal(Array("version: 1\n".utf8))))
  }

  @Test(arguments: PolicyMistake.all)
  func `says where and what was meant`(mistake: PolicyMistake) {
    #expect(errors(mistake.text) == mistake.errors)
  }

  @Test func `reports all errors of a file`() {
    let found = errors(
      """
      version: 2
      tiers:
        app: { nmae: "app-*" }
        db: { cidr: 10.0.0.0/33 }
      rules:
        - only: [apps]
          never: [db]
          reach: [dbb]
          on: [postgress]
        - id: r
          reach: [db]
      waivers:
        - rule: rr
      """)
    #expect(found.count == 11, "\(found)")
  }

  @Test func `a damaged file is read or refused with a place`() {
    var generator = SeededGenerator(seed: 3)
    let signs = Array("[]{}:,-\"' \n#&*!|>%@`~0/".utf8)
    for _ in 0..<2000 {
      var bytes = Array(wholePolicy.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        if Bool.random(using: &generator) {
          bytes[index] = signs[Int.random(in: 0..<signs.count, using: &generator)]
        } else {
          let end = min(bytes.count, index + Int.random(in: 1...40, using: &generator))
          bytes.removeSubrange(index..<end)
        }
      }
      do {
        _ = try Policy(reading: SourceFile(bytes: bytes), asOf: testDay)
      } catch {
        #expect(!error.problems.isEmpty)
        #expect(error.problems.allSatisfy { $0.line >= 1 && $0.column >= 1 })
      }
    }
  }

  @Test func `a waiver may last a year from the day it was made`() throws {
    func text(_ more: String) -> String {
      """
      version: 1
      tiers: { a: { name: a } }
      rules: [{ id: r, never: a, reach: a }]
      waivers:
        - { rule: r, reason: x, \(more) }
      """
    }
    #expect(try policy(text("expires: 2027-03-01")).waivers.count == 1)
    #expect(errors(text("expires: 2027-03-02")).count == 1)
    #expect(try policy(text("expires: 2027-06-01, created: 2026-06-01")).waivers.count == 1)
    #expect(errors(text("expires: 2027-06-02, created: 2026-06-01")).count == 1)
    #expect(try policy(text("expires: 2020-01-01")).waivers.count == 1)
  }

  @Test func `a redefined service is remarked on`() throws {
    let policy = try policy(
      """
      version: 1
      services: { ssh: [tcp/22, tcp/2222], admin: [ssh, rdp] }
      """)
    #expect(policy.notes.map(\.code) == ["policy.redefinedService"])
    #expect(policy.services[1].traffic.isSuperset(of: .tcp(2222...2222)))
  }
}

private let wholePolicy = """
  version: 1
  system: Orders platform
  tiers:
    bastion: { tag: { Role: bastion } }
    load-balancer: { kind: load-balancer }
    app:
      any:
        - tag: { Tier: app }
        - name: "app-*"
    db: { kind: database }
    office: { cidr: [203.0.113.0/24, "2001:db8:1::/48"] }
  services:
    app: tcp/8080-8089
    metrics: [tcp/9100, udp/8125]
  rules:
    - id: ssh-only-from-bastion
      only: [bastion]
      reach: [app, db]
      on: [ssh]
      severity: high
      why: Administrative access goes through the bastion.
      references: [CIS-AWS-5.0/5.3, PCI-DSS-4.0/1.3.1]
    - id: db-only-from-app
      only: [app]
      reach: [db]
      on: [postgres]
    - id: db-not-from-internet
      never: [internet]
      reach: [db]
      on: [any]
      through: proxies
    - id: entry-point-works
      must: [internet]
      reach: [load-balancer]
      on: [https]
  flows:
    - { from: [app], to: [db], on: [postgres], owner: orders-team, why: order storage }
  waivers:
    - rule: ssh-only-from-bastion
      from: { name: ci-runner }
      to: { name: app-2 }
      on: [ssh]
      reason: Migration until the runner moves
      owner: platform
      approved-by: security
      ticket: SEC-123
      expires: 2027-01-31
  placements:
    - host: { tag: { Name: app-1 } }
      compose: deploy/docker-compose.yml
      engine: "28.5"
      firewall: hosts/app-1/ufw/
  links:
    - { between: [vpc-0a1, projects/p/global/networks/prod], via: vpn, routes: [10.0.0.0/16] }
  """
