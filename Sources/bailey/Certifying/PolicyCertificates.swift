import Certificates
import PacketSets
import Reachability
import TierPolicy
import Topology

/// Turns the rules of a policy into claims and certifies the proven ones.
struct PolicyCertificates {
  let topology: Topology
  let review: PolicyReview
  let model: ReachabilityModel

  /// The claims of the rules that forbid something, with their verdicts.
  var claims: [(claim: Claim, verdict: Verdict)] {
    review.prohibitions(model).map { result, question in
      (
        Claim(
          rule: result.id, sources: question.sources.endpoints.members,
          outsideSources: Self.addresses(question.sources),
          destinations: question.destinations.endpoints.members,
          outsideDestinations: Self.addresses(question.destinations), traffic: question.traffic,
          countsProxies: result.rule.reach == .proxies), result.verdict
      )
    }
  }

  private static func addresses(_ parties: PartySet) -> [Claim.OutsideAddresses] {
    parties.outside.map { Claim.OutsideAddresses(world: $0.world, addresses: $0.addresses) }
  }

  /// The certificates of the proven rules.
  func file() -> CertificateFile {
    var file = CertificateFile()
    let writer = CertificateWriter(topology)
    for (claim, verdict) in claims where verdict == .proven {
      do throws(CertificateFault) {
        file.certificates.append(try writer.certificate(of: claim))
      } catch {
        file.uncertified.append(
          CertificateFile.Uncertified(rule: claim.rule, reason: error.message))
      }
    }
    let required = review.rules.filter { $0.verdict == .proven && $0.rule.form == .must }
    file.uncertified += required.map {
      CertificateFile.Uncertified(
        rule: $0.id, reason: "it requires connections, and sets show only that there are none")
    }
    return file
  }
}
