import TestSupport

let options = Options(CommandLine.arguments.dropFirst())
if let folder = options.exportFolder, let size = options.sizes.first {
  let account = SyntheticAccount(interfaceCount: size, hasTransit: options.hasTransit)
  if !account.writeExports(to: folder) { fatalError("cannot write into \(folder)") }
} else if options.drawsDiagrams {
  var table = FigureTable()
  for size in options.sizes {
    DiagramBench(size: size, repetitions: options.repetitions).run(into: &table)
  }
  table.print()
} else {
  var table = FigureTable()
  for size in options.sizes {
    if options.measuresConnectivity {
      ConnectivityBench(size: size).run(into: &table)
      continue
    }
    ProofBench(size: size, hasTransit: options.hasTransit, repetitions: options.repetitions)
      .run(into: &table)
  }
  if options.importSize > 0 {
    try ImportBench(size: options.importSize, repetitions: options.repetitions).run(into: &table)
  }
  table.print()
}
