import ArgumentParser
import Composition
import Documents
import Reports

/// With what a review is compared.
struct BaselineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An earlier report.json: only findings that it lacks, or that open more now, count.",
      valueName: "report.json"), completion: .file(extensions: ["json"]))
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "An earlier report.json: the report names what changed, and every finding counts.",
      valueName: "report.json"), completion: .file(extensions: ["json"]))
  var since: String?

  mutating func validate() throws {
    if baseline != nil, since != nil {
      throw ValidationError("--baseline and --since exclude each other")
    }
  }

  /// Whether only new findings count.
  var countsNewOnly: Bool { baseline != nil }

  /// Says how many findings do not count.
  func report(_ review: Review, isQuiet: Bool) {
    let old = review.findings.count {
      !$0.isWaived && ($0.baseline == .unchanged || $0.baseline == .shrunk)
    }
    if countsNewOnly, old > 0, !isQuiet {
      Console.error("\(old) findings of the baseline persist and do not count")
    }
  }

  /// The files that are no exports.
  var files: [String?] { [baseline, since] }

  /// Reads the earlier report, before anything is proven.
  func earlier() throws -> EarlierReview? {
    guard let path = baseline ?? since else { return nil }
    let file: SourceFile
    do throws(FileError) {
      file = try FileReader.read(path)
    } catch {
      throw Problem(.usage, Escape.terminal(error.description))
    }
    do throws(EarlierReviewError) {
      return try EarlierReview(reading: file)
    } catch {
      throw Problem(.usage, Escape.terminal(error.description))
    }
  }
}
