/// The signs of the node kinds, drawn on a square of 20 units.
enum SVGIcons {
  /// Returns the path of a sign.
  static func path(of kind: SceneNode.Kind) -> String {
    switch kind {
    case .compute: "M4 5h12v8H4zM8 16h4M10 13v3M2 16h16"
    case .database:
      "M4 5c0-1.7 2.7-3 6-3s6 1.3 6 3-2.7 3-6 3-6-1.3-6-3zM4 5v10c0 1.7 2.7 3 6 3s6-1.3 6-3V5M4 10c0 1.7 2.7 3 6 3s6-1.3 6-3"
    case .cache: "M11 2L4 11h5l-1 7 8-10h-5z"
    case .balancer: "M10 3v5M10 8L4 13M10 8l6 5M10 8v5M4 14v3M16 14v3M10 14v3M8 3h4"
    case .gateway: "M3 17V9a7 7 0 0 1 14 0v8M7 17v-7a3 3 0 0 1 6 0v7M2 17h16"
    case .nat: "M3 7h12M12 4l3 3-3 3M17 13H5M8 10l-3 3 3 3"
    case .container: "M10 2l7 4v8l-7 4-7-4V6zM3 6l7 4 7-4M10 10v8"
    case .host: "M3 3h14v5H3zM3 12h14v5H3zM6 5.5h2M6 14.5h2M10 8v4"
    case .world:
      "M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM2 10h16M10 2c-5 5-5 11 0 16M10 2c5 5 5 11 0 16"
    case .service: "M10 3l6 3.5v7L10 17l-6-3.5v-7zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"
    case .group: "M3 3h9v9H3zM8 15v2h9V8h-2"
    case .filter: "M4 9h12v8H4zM7 9V6a3 3 0 0 1 6 0v3M10 12v2"
    case .routes: "M10 2v16M10 4h6l2 2-2 2h-6M10 10H4l-2 2 2 2h6"
    case .border: "M3 3h4M9 3h2M13 3h4v4M17 9v2M17 13v4h-4M11 17H9M7 17H3v-4M3 11V9M3 7V3"
    }
  }
}

extension SceneNode.Kind {
  /// The class that gives the kind its colour.
  var colourClass: String {
    switch self {
    case .compute, .container, .host, .group: "k-compute"
    case .database, .cache: "k-data"
    case .gateway, .nat, .balancer, .service, .routes, .border: "k-net"
    case .filter: "k-world"
    case .world: "k-world"
    }
  }

  /// The name of the kind in words.
  var words: String {
    switch self {
    case .compute: "compute"
    case .database: "database"
    case .cache: "cache"
    case .balancer: "load balancer"
    case .gateway: "gateway"
    case .nat: "address translation"
    case .container: "container"
    case .host: "host"
    case .world: "outside world"
    case .service: "service"
    case .group: "group"
    case .filter: "filter"
    case .routes: "route table"
    case .border: "subnet"
    }
  }
}
