import Connectivity
import PacketSets
import Reachability
import TestSupport
import Topology

/// Measures matrices and comparisons of an account of one size.
struct ConnectivityBench {
  let size: Int

  /// Measures and adds rows to the table.
  func run(into table: inout FigureTable) {
    let topology = SyntheticAccount(interfaceCount: size).topology()
    table.add("\(size) interfaces", "", "groups", "cells")
    let model = ReachabilityModel(topology)
    for (name, partition) in [
      ("by network", MatrixGroup.networks), ("by subnet", MatrixGroup.subnets),
    ] {
      let (matrix, seconds) = Clock.measure {
        MatrixBuilder(model, traffic: .tcp(22)).matrix(of: partition(model))
      }
      table.add(
        "  matrix of SSH \(name)", FigureTable.milliseconds(seconds), "\(matrix.groups.count)",
        "\(matrix.cells.count)")
    }
    var changed = topology
    if let filter = changed.filters.firstIndex(where: { $0.direction == .inbound }) {
      changed.filters[filter].rules.append(
        FilterRule(
          id: "new", action: .allow, traffic: .tcp(9999),
          peer: PeerMatch(addresses: .allIPv4)))
    }
    let (diff, seconds) = Clock.measure {
      DiffBuilder(old: model, new: ReachabilityModel(changed)).diff()
    }
    table.add(
      "  one rule more, compared", FigureTable.milliseconds(seconds), "",
      "\(diff.changes.count) changes")
    table.add("  peak memory so far", "\(Clock.peakMemory) MiB")
  }
}
