/// How a container meets the network, from `network_mode` or HostConfig.NetworkMode (section 3).
enum NetworkMode: Hashable, Sendable {
  /// On networks of its own.
  case networks
  /// In the network namespace of the host.
  case host
  /// Without any interface.
  case none
  /// On the engine's default bridge.
  case bridge
  /// In the network namespace of another service.
  case service(String)
  /// In the network namespace of a container.
  case container(String)
  /// On the network of this real name.
  case named(String)

  /// Reads the value of `network_mode`.
  init(_ text: String) {
    switch text {
    case "": self = .networks
    case "host": self = .host
    case "none": self = .none
    case "bridge", "default": self = .bridge
    case _ where text.hasPrefix("service:"): self = .service(String(text.dropFirst(8)))
    case _ where text.hasPrefix("container:"): self = .container(String(text.dropFirst(10)))
    default: self = .named(text)
    }
  }
}
