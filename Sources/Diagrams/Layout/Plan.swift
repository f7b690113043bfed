/// A scene as numbered lists with every node in a row: what the layout works on.
struct Plan: Sendable {
  /// A row of one network, before the rows of all networks are brought together.
  struct RowKey: Hashable, Comparable, Sendable {
    enum Lane: Int, Sendable {
      case gateways
      case services
      case tiers
    }
    var lane: Lane
    var zone = 0
    var tier = 0
    var part = 0

    static func < (left: RowKey, right: RowKey) -> Bool {
      if left.lane != right.lane { return left.lane.rawValue < right.lane.rawValue }
      return [left.zone, left.tier, left.part]
        .lexicographicallyPrecedes([right.zone, right.tier, right.part])
    }
  }

  struct Node: Sendable {
    var source: SceneNode
    var group: Int
    var lines: [Line]
    var width: Int
    var height: Int
    var token: String?
  }

  /// One line of text in a node or beside a subnet.
  struct Line: Sendable {
    var text: String
    var full: String?
    var style: TextStyle
  }

  /// Nodes that stand side by side and may change places with each other.
  struct Group: Sendable {
    var network: Int?
    var subnet: Int?
    var row: Int
    var nodes: [Int]
  }

  struct Subnet: Sendable {
    var source: SceneSubnet
    var network: Int
    var zone: Int?
    var column: Int
    var key: RowKey
    var slot: Int
    var row = 0
    var group = 0
    var labels: [Line] = []
    /// The width kept free at the left of the nodes.
    var labelWidth = 0
  }

  struct Zone: Sendable {
    var source: SceneZone
    var network: Int
    var column: Int
    var firstRow = 0
    var lastRow = 0
  }

  struct Network: Sendable {
    var source: SceneNetwork
    var region: Int
    var block = 0
    var columns: Int
    var subnets: [Int] = []
    var zones: [Int] = []
    var gateways: Int?
    var services: Int?
    var keys: [RowKey] = []
    var rows: [Int] = []
  }

  struct Region: Sendable {
    var source: SceneRegion
    var networks: [Int] = []
    var firstBlock = 0
    var lastBlock = 0
  }

  struct Row: Sendable {
    var block: Int?
    var isLane: Bool
    var startsZone = false
    var endsZone = false
  }

  var nodes: [Node] = []
  var groups: [Group] = []
  var subnets: [Subnet] = []
  var zones: [Zone] = []
  var networks: [Network] = []
  var regions: [Region] = []
  var rows: [Row] = []
  var blocks = 0
  var externals: Int?
  var nets: [Net] = []
}
