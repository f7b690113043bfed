/// Writes a scene in the language of Graphviz.
public enum DotExport {
  /// Returns the scene as a directed graph with a cluster for each container.
  public static func text(of scene: Scene) -> String {
    let export = ExportScene(scene)
    var lines = IndentedLines()
    lines.open("digraph bailey {")
    lines.add("graph [label=\(quoted(export.title([scene.title]))), labelloc=t, compound=true];")
    lines.add("node [shape=box, style=rounded, fontname=\"Helvetica\"];")
    lines.add("edge [fontname=\"Helvetica\", fontsize=10];")
    var number = 0
    func cluster(_ title: String, _ style: String, _ lines: inout IndentedLines) {
      number += 1
      lines.open("subgraph cluster_\(number) {")
      lines.add("label=\(quoted(title)); style=\(style);")
    }
    func nodes(_ list: [SceneNode], _ lines: inout IndentedLines) {
      for node in list {
        let label = export.label(node).map { escaped($0) }.joined(separator: "\\n")
        lines.add("\(export.name(node)) [label=\"\(label)\", shape=\(shape(node.kind))];")
      }
    }
    nodes(export.scene.externals, &lines)
    for region in export.scene.regions {
      cluster(export.title([region.label]), "rounded", &lines)
      for network in region.networks {
        cluster(export.title([network.label, network.detail]), "solid", &lines)
        nodes(network.gateways + network.services, &lines)
        for subnet in network.subnets {
          cluster(export.title([subnet.label] + subnet.details), "rounded", &lines)
          if subnet.nodes.isEmpty { lines.add("empty_\(number) [style=invis, label=\"\"];") }
          nodes(subnet.nodes, &lines)
          lines.close("}")
        }
        lines.close("}")
      }
      lines.close("}")
    }
    for (index, net) in export.nets.enumerated() {
      let (joint, links) = export.links(index)
      if let joint { lines.add("\(joint) [shape=point, label=\"\"];") }
      for link in links {
        var marks = [style(net.verdict)]
        if link.hasLabel { marks.append("label=\(quoted(DisplayWidth.visible(net.label)))") }
        if !link.hasArrow { marks.append(link.hasStartArrow ? "dir=back" : "dir=none") }
        lines.add("\(link.source) -> \(link.target) [\(marks.joined(separator: ", "))];")
      }
    }
    lines.close("}")
    return lines.text
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  private static func shape(_ kind: SceneNode.Kind) -> String {
    switch kind {
    case .database, .cache: "cylinder"
    case .world: "ellipse"
    case .gateway, .nat: "hexagon"
    case .compute, .balancer, .container, .host, .service, .group, .filter, .routes, .border: "box"
    }
  }

  private static func style(_ verdict: SceneEdge.Verdict) -> String {
    switch verdict {
    case .violation: "color=\"#b91c1c\", fontcolor=\"#b91c1c\", style=dashed, penwidth=2"
    case .undecided: "color=\"#a16207\", fontcolor=\"#92580a\", style=dotted"
    case .blocked: "color=\"#6b7280\", style=dotted, arrowhead=tee"
    case .added: "color=\"#15803d\", penwidth=2"
    case .removed: "color=\"#b45309\", style=dashed"
    case .allowed: "color=\"#334155\""
    }
  }
}
