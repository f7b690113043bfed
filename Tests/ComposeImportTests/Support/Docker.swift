/// What Docker prints, as small as it can be.
enum Docker {
  /// The answer of `docker version --format json`.
  static func version(_ version: String) -> String {
    #"{"Client": {"Version": "1"}, "Server": {"Version": "\#(version)", "Components": []}}"#
  }

  /// The answer of `docker info --format json`.
  static func info(_ version: String, backend: String, name: String = "box") -> String {
    """
    {"ServerVersion": "\(version)", "DockerRootDir": "/var/lib/docker", "Name": "\(name)",
     "FirewallBackend": {"Driver": "\(backend)"}}
    """
  }

  /// An element of `docker inspect`.
  static func container(
    _ name: String, networks: [String: String], ports: String = "{}", bindings: String = "{}",
    mode: String = "bridge", project: String? = nil, service: String? = nil,
    files: String? = nil
  ) -> String {
    let places = networks.sorted { $0.key < $1.key }
      .map { #""\#($0.key)": {"IPAddress": "\#($0.value)", "Aliases": null}"# }
      .joined(separator: ", ")
    var labels: [String] = []
    if let project { labels.append(#""com.docker.compose.project": "\#(project)""#) }
    if let service { labels.append(#""com.docker.compose.service": "\#(service)""#) }
    if let files { labels.append(#""com.docker.compose.project.config_files": "\#(files)""#) }
    return """
      {"Id": "\(name)0123456789abcdef", "Name": "/\(name)", "State": {"Running": true},
       "Config": {"Image": "img", "Labels": {\(labels.joined(separator: ", "))}},
       "HostConfig": {"NetworkMode": "\(mode)", "PortBindings": \(bindings)},
       "NetworkSettings": {"Ports": \(ports), "Networks": {\(places)}}}
      """
  }

  /// An element of `docker network inspect`.
  static func network(
    _ name: String, _ subnet: String, gateway: String, more: String = #""Internal": false"#,
    containers: String = "{}"
  ) -> String {
    """
    {"Name": "\(name)", "Id": "abcdef0123456789", "Scope": "local", "Driver": "bridge",
     "EnableIPv6": false, "IPAM": {"Driver": "default",
       "Config": [{"Subnet": "\(subnet)", "Gateway": "\(gateway)"}]},
     \(more), "Containers": \(containers), "Options": {}, "Labels": {}}
    """
  }
}
