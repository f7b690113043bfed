import Documents

extension Evidence {
  /// Reads what the files of hosts tell; the files of one folder belong to one host.
  mutating func readHosts(_ documents: [InputDocument]) {}
}
