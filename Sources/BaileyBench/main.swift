import Reachability
import TestSupport
import Topology

let options = Options(CommandLine.arguments.dropFirst())
var table = FigureTable()
for size in options.sizes {
  ProofBench(size: size, hasTransit: options.hasTransit, repetitions: options.repetitions)
    .run(into: &table)
}
table.print()
