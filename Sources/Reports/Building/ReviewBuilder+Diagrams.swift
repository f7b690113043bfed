extension ReviewBuilder {
  func diagrams(_ findings: [PlacedFinding]) -> [ReviewDiagram] { [] }
}
