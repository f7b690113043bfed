import ArgumentParser
import Certificates
import Composition
import Documents

/// Checks certificates against exports, without the engine.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks a certificate against the exports, independently of the engine.",
    discussion: """
      The exports are read again, and every set of the certificate is checked once: what the sources \
      send is in it, every way leads into the next set, and nothing forbidden is in any. The claims \
      are printed: compare them with the policy.

      The exit status is 0 when every certificate holds, 1 when one does not.

      EXAMPLES
        bailey check exports/ --policy bailey.yaml --certificate proofs.json
        bailey verify proofs.json exports/
      """)

  @Argument(help: "The certificate.", completion: .file())
  var certificate: String

  @OptionGroup var input: InputOptions

  func run() async throws {
    let graph = try await input.compose(besides: [certificate])
    let file = try read(graph)
    let checker = CertificateChecker(graph.topology)
    var isBroken = false
    for certificate in file.certificates {
      let claim = certificate.claim
      let sources = Self.words(claim.sources.count, claim.outsideSources.count)
      let destinations = Self.words(claim.destinations.count, claim.outsideDestinations.count)
      let words = Escape.terminal(
        "\(claim.rule): \(sources) cannot open \(claim.traffic) to \(destinations)")
      do throws(CertificateFault) {
        try checker.check(certificate)
        Console.result("holds      \(words)\n")
      } catch {
        isBroken = true
        Console.result("REJECTED   \(words): \(Escape.terminal(error.message))\n")
      }
    }
    for entry in file.uncertified {
      Console.result("no proof   \(Escape.terminal("\(entry.rule): \(entry.reason)"))\n")
    }
    try input.finish(graph, isBroken ? .violation : .success)
  }

  private static func words(_ endpoints: Int, _ outside: Int) -> String {
    let inside = endpoints == 1 ? "1 endpoint" : "\(endpoints) endpoints"
    return outside == 0 ? inside : "\(inside) and \(outside) worlds"
  }

  private func read(_ graph: ComposedGraph) throws -> CertificateFile {
    var diagnostics = Diagnostics()
    do {
      let document = try JSONDocument.parse(
        try FileReader.read(certificate), limits: JSONLimits(), into: &diagnostics)
      guard document.roots.first?["schema"]?.string == "bailey/certificate/1" else {
        throw Problem(
          .usage, "\(Escape.terminal(certificate)) is no certificate: expected bailey/certificate/1"
        )
      }
      return try CertificateFile(reading: document, about: graph.topology)
    } catch let error as FileError {
      throw Problem(.usage, Escape.terminal(error.description))
    } catch let error as JSONError {
      throw Problem(.usage, Escape.terminal("\(certificate): \(error)"))
    } catch let error as CertificateFault {
      throw Problem(.violation, Escape.terminal("\(certificate): \(error.message)"))
    }
  }
}
