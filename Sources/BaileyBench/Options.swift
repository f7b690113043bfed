#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the command line asks for.
struct Options {
  /// The numbers of interfaces for which rules are proved.
  var sizes = [1_000, 10_000, 100_000]
  /// The number of interfaces for which exports are made and read; 0 for none.
  var importSize = 0
  /// Whether matrices and comparisons are measured instead of rules.
  var measuresConnectivity = false
  /// Where exports of the first size are to be written instead of measuring anything.
  var exportFolder: String?
  /// How often each step is measured; the best counts.
  var repetitions = 3
  /// Whether networks also have a route to something opaque.
  var hasTransit = false

  /// Whether diagrams are measured instead of proofs.
  var drawsDiagrams = false

  /// Reads the arguments; words that are none end the program with a hint.
  init(_ arguments: some Sequence<String>) {
    var iterator = arguments.makeIterator()
    while let word = iterator.next() {
      switch word {
      case "--sizes":
        let list = (iterator.next() ?? "").split(separator: ",").map { Int($0) }
        sizes = list.compactMap(\.self).filter { $0 > 0 }.sorted()
        if sizes.isEmpty || sizes.count != list.count { Self.refuse("--sizes takes 1000,10000") }
      case "--repetitions":
        guard let number = Int(iterator.next() ?? ""), number > 0 else {
          Self.refuse("--repetitions takes a number")
        }
        repetitions = number
      case "--import":
        guard let number = Int(iterator.next() ?? ""), number > 0 else {
          Self.refuse("--import takes a number of interfaces")
        }
        importSize = number
        sizes = []
      case "--write-exports":
        guard let folder = iterator.next() else { Self.refuse("--write-exports takes a folder") }
        exportFolder = folder
      case "--diagrams":
        drawsDiagrams = true
        sizes = [50, 500, 5_000]
      case "--matrix": measuresConnectivity = true
      case "--transit": hasTransit = true
      default: Self.refuse("\(word) is not known")
      }
    }
  }

  private static func refuse(_ reason: String) -> Never {
    print(
      """
      \(reason)
      usage: BaileyBench [--sizes N,N] [--repetitions N] [--transit]   proves ten rules
             BaileyBench --matrix [--sizes N,N]                        matrices and comparisons
             BaileyBench --import N [--repetitions N]                  reads exports
             BaileyBench --diagrams [--sizes N,N] [--repetitions N]    draws pictures
             BaileyBench --sizes N --write-exports FOLDER              writes exports
      """)
    exit(2)
  }
}
