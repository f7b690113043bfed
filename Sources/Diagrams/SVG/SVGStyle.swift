/// The colours and strokes of a picture, in the light, the dark and the printed theme.
///
/// Colours are literals in classes, because renderers exist that do not know CSS variables.
/// Every text has a contrast of at least 4.5 to its ground and every stroke of at least 3.
enum SVGStyle {
  /// The sheet of a picture.
  static func sheet(_ theme: SVGRenderer.Theme) -> String {
    switch theme {
    case .auto:
      "\n" + light + "@media screen and (prefers-color-scheme:dark){\n" + dark + "}\n" + print
        + states
    case .light: "\n" + light + print + states
    case .dark: "\n" + light + dark + print + states
    }
  }

  /// The rules that let all lines of a finding stand out when it is the target.
  static func states(of findings: [String], prefix: String) -> String {
    let isPlain = prefix.utf8.allSatisfy {
      (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
    guard isPlain else { return "" }
    return findings.map { name in
      ".bailey:has(#\(prefix)\(name):target) .net:not([data-findings~=\(name)]){opacity:.15}\n"
        + "#\(prefix)\(name):target~.net[data-findings~=\(name)] .line{stroke-width:4}\n"
    }.joined()
  }

  private static let font = "Helvetica,Arial,'Liberation Sans','DejaVu Sans',sans-serif"

  private static let light = """
    .bailey text{font-family:\(font);fill:#111827}
    .bailey .bg{fill:#ffffff}
    .bailey .heading{font-size:18px;font-weight:700}
    .bailey .subheading,.bailey .foot{font-size:12px;fill:#4b5563}
    .bailey .t-container{font-size:13px;font-weight:700}
    .bailey .t-subnet{font-size:12px;font-weight:700}
    .bailey .t-detail,.bailey .t-nodeDetail{font-size:11px;fill:#4b5563}
    .bailey .t-node{font-size:13px;font-weight:700}
    .bailey .t-chip{font-size:10px;fill:#374151}
    .bailey .t-traffic{font-size:11px;font-weight:700}
    .bailey .zone rect{fill:none}
    .bailey .region rect{stroke:#64748b;stroke-width:1.2;fill:#f8fafc}
    .bailey .vpc rect{stroke:#0f766e;stroke-width:2.2;fill:#ffffff}
    .bailey .zone rect{stroke:#64748b;stroke-width:1.2;stroke-dasharray:6 4}
    .bailey .public rect{fill:#ecfdf5;stroke:#15803d;stroke-width:1.2}
    .bailey .private rect{fill:#eff6ff;stroke:#2563eb;stroke-width:1.2}
    .bailey .data rect{fill:#fdf4ff;stroke:#a21caf;stroke-width:1.2}
    .bailey .card{fill:#ffffff;stroke-width:1.6}
    .bailey .k-compute .card{stroke:#c2410c}.bailey .k-compute .panel{fill:#c2410c}
    .bailey .k-data .card{stroke:#1d4ed8}.bailey .k-data .panel{fill:#1d4ed8}
    .bailey .k-net .card{stroke:#6d28d9}.bailey .k-net .panel{fill:#6d28d9}
    .bailey .k-world .card{stroke:#475569}.bailey .k-world .panel{fill:#475569}
    .bailey .flagged .card{stroke:#b91c1c;stroke-width:3}
    .bailey-icon{fill:none;stroke:#ffffff;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
    .bailey .chip{fill:#f3f4f6;stroke:#6b7280;stroke-width:.8}
    .bailey .line{fill:none;stroke:#334155;stroke-width:1.6;stroke-linejoin:round;stroke-linecap:round}
    .bailey .halo{fill:none;stroke:#ffffff;stroke-width:6}
    .bailey .head{fill:#334155}
    .bailey .stop{stroke:#6b7280;stroke-width:3;fill:none}
    .bailey .pill{fill:#ffffff}
    .bailey .violation .line{stroke:#b91c1c;stroke-width:2.6;stroke-dasharray:7 4}
    .bailey .violation .head,.bailey .violation text{fill:#b91c1c}
    .bailey .blocked .line{stroke:#6b7280;stroke-dasharray:3 4}
    .bailey .blocked text{fill:#4b5563}
    .bailey .undecided .line{stroke:#a16207;stroke-dasharray:2 5}
    .bailey .undecided .head,.bailey .undecided text{fill:#92580a}
    .bailey .added .line{stroke:#15803d;stroke-width:2.2}
    .bailey .added .head,.bailey .added text{fill:#15803d}
    .bailey .removed .line{stroke:#b45309;stroke-dasharray:9 4}
    .bailey .removed .head,.bailey .removed text{fill:#a1480a}
    .bailey .dot{fill:none;stroke:#334155;stroke-width:6;stroke-linecap:round}
    .bailey .violation .dot{stroke:#b91c1c;stroke-width:8}.bailey .undecided .dot{stroke:#a16207}
    .bailey .added .dot{stroke:#15803d}.bailey .removed .dot{stroke:#b45309}
    .bailey .blocked .dot{stroke:#6b7280}
    .bailey .sign{fill:none;stroke:#4b5563;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
    .bailey .cell rect{fill:#eff6ff;stroke:#2563eb;stroke-width:1}
    .bailey .cell.closed rect{fill:#ffffff;stroke:#cbd5e1}
    .bailey .cell.violation rect{fill:#fef2f2;stroke:#b91c1c;stroke-width:2}
    .bailey .cell.undecided rect{fill:#fefce8;stroke:#a16207;stroke-dasharray:4 3}
    .bailey.changes .allowed .line{stroke:#64748b;stroke-width:1.1}

    """

  private static let dark = """
    .bailey text{fill:#f1f5f9}
    .bailey .bg{fill:#0b1220}
    .bailey .subheading,.bailey .foot,.bailey .t-detail,.bailey .t-nodeDetail{fill:#cbd5e1}
    .bailey .t-chip{fill:#e2e8f0}
    .bailey .region rect{stroke:#94a3b8;fill:#0f172a}
    .bailey .vpc rect{stroke:#2dd4bf;fill:#0b1220}
    .bailey .zone rect{stroke:#94a3b8}
    .bailey .public rect{fill:#0c2419;stroke:#4ade80}
    .bailey .private rect{fill:#0f1f3d;stroke:#60a5fa}
    .bailey .data rect{fill:#271131;stroke:#e879f9}
    .bailey .card{fill:#1e293b}
    .bailey .k-compute .card{stroke:#fb923c}.bailey .k-compute .panel{fill:#fb923c}
    .bailey .k-data .card{stroke:#60a5fa}.bailey .k-data .panel{fill:#60a5fa}
    .bailey .k-net .card{stroke:#c4b5fd}.bailey .k-net .panel{fill:#c4b5fd}
    .bailey .k-world .card{stroke:#cbd5e1}.bailey .k-world .panel{fill:#cbd5e1}
    .bailey .flagged .card{stroke:#f87171}
    .bailey-icon{stroke:#0b1220}
    .bailey .chip{fill:#334155;stroke:#94a3b8}
    .bailey .line{stroke:#cbd5e1}
    .bailey .halo{stroke:#0b1220}
    .bailey .head{fill:#cbd5e1}
    .bailey .stop{stroke:#9ca3af}
    .bailey .pill{fill:#0b1220}
    .bailey .violation .line{stroke:#f87171}
    .bailey .violation .head,.bailey .violation text{fill:#fca5a5}
    .bailey .blocked .line{stroke:#9ca3af}
    .bailey .blocked text{fill:#d1d5db}
    .bailey .undecided .line{stroke:#facc15}
    .bailey .undecided .head,.bailey .undecided text{fill:#facc15}
    .bailey .added .line{stroke:#4ade80}
    .bailey .added .head,.bailey .added text{fill:#4ade80}
    .bailey .removed .line{stroke:#fbbf24}
    .bailey .removed .head,.bailey .removed text{fill:#fbbf24}
    .bailey .dot{stroke:#cbd5e1}
    .bailey .violation .dot{stroke:#f87171}.bailey .undecided .dot{stroke:#facc15}
    .bailey .added .dot{stroke:#4ade80}.bailey .removed .dot{stroke:#fbbf24}
    .bailey .blocked .dot{stroke:#9ca3af}
    .bailey .sign{stroke:#cbd5e1}
    .bailey .cell rect{fill:#14243a;stroke:#60a5fa}
    .bailey .cell.closed rect{fill:#0b1220;stroke:#475569}
    .bailey .cell.violation rect{fill:#331417;stroke:#f87171}
    .bailey .cell.undecided rect{fill:#2b2208;stroke:#facc15}
    .bailey.changes .allowed .line{stroke:#94a3b8}

    """

  private static let print = """
    @media print{
    .bailey{max-width:100%;max-height:95vh;print-color-adjust:exact;-webkit-print-color-adjust:exact}
    }

    """

  private static let states = """
    .bailey .net:focus{outline:none}
    .bailey .net:hover .line,.bailey .net:focus .line,.bailey .net:target .line{stroke-width:4}
    .bailey:has(.net:target) .net:not(:target){opacity:.15}
    .bailey:has(.net:focus) .net:not(:focus){opacity:.15}

    """
}
