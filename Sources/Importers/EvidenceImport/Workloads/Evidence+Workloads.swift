import Documents

extension Evidence {
  /// Reads how the containers of compose files and of running engines are set up.
  mutating func readWorkloads(_ documents: [InputDocument]) {}
}
