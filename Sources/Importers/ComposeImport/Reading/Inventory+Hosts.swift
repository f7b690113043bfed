import Documents
import Topology

extension Inventory {
  /// The hosts with everything on them: what runs, and what the compose files add.
  mutating func hosts(_ placements: [ContainerPlacement] = []) -> [DockerHost] {
    let projects = projects()
    var hosts: [(folder: String, host: DockerHost)] = []
    for folder in exports.keys.sorted() {
      guard let export = exports[folder] else { continue }
      hosts.append((folder, host(of: export, folder)))
    }
    for project in projects {
      let placement = placements.first { placement in
        project.paths.contains { ContainerPlacement.matches($0, placement.compose) }
      }
      let candidates = hosts.indices.filter {
        hosts[$0].host.isExported || hosts[$0].host.placement == placement
      }
      let index: Int
      if let found = hostIndex(of: project, among: candidates.map { hosts[$0] }) {
        index = candidates[found]
      } else {
        let name = placement.map { self.name(of: $0, project) } ?? "docker-host"
        hosts.append(("", DockerHost(name: name, isExported: false, location: project.location)))
        index = hosts.count - 1
      }
      if let placement {
        hosts[index].host.placement = placement
        if hosts[index].host.rules.version == nil, !placement.engine.isEmpty {
          hosts[index].host.rules.version = placement.engine
        }
      }
      hosts[index].host.add(project, diagnostics: &diagnostics)
    }
    for index in hosts.indices {
      let first = hosts[index].host.isExported ? hosts[index].folder : nil
      hosts[index].host.folder =
        first
        ?? projects.first { $0.location == hosts[index].host.location }?.paths.first
        .map { FilePath.folder(of: $0) }
      hosts[index].host.settle(gaps: &gaps, diagnostics: &diagnostics)
    }
    return hosts.map(\.host)
  }

  /// What a host is called of which only a placement tells.
  private func name(of placement: ContainerPlacement, _ project: ComposeProject) -> String {
    let folder = FilePath.normalised(placement.firewall)
    let name = folder.split(separator: "/").last { part in
      !["ufw", "etc", "firewall", "iptables"].contains(part)
    }
    return name.map(String.init) ?? "host of \(project.name)"
  }

  /// The host of a project: the one on which it runs, then the one whose exports lie nearest, then
  /// the only one.
  private func hostIndex(
    of project: ComposeProject, among hosts: [(folder: String, host: DockerHost)]
  ) -> Int? {
    if let index = hosts.firstIndex(where: { host in
      host.host.containers.contains { $0.project == project.name }
    }) {
      return index
    }
    let folder = FilePath.folder(of: project.paths.first ?? "")
    let near = hosts.indices.filter { index in
      let other = hosts[index].folder
      return hosts[index].host.isExported
        && (folder == other || other.isEmpty || folder.hasPrefix("\(other)/")
          || other.hasPrefix("\(folder)/"))
    }
    if let index = near.max(by: { hosts[$0].folder.count < hosts[$1].folder.count }) {
      return index
    }
    return hosts.count == 1 ? 0 : hosts.firstIndex { !$0.host.isExported }
  }

  private mutating func host(of export: HostExport, _ folder: String) -> DockerHost {
    var host = DockerHost(
      name: export.name ?? (folder.isEmpty ? "docker-host" : FilePath.name(of: folder)),
      isExported: true, location: export.location)
    host.rules.version = export.version
    host.rules.backend = export.backend
    if let settings = export.settings {
      host.rules.settings = settings
      host.rules.knowsSettings = true
    }
    for network in export.networks
    where network.driver != "host" && network.driver != "null" {
      if network.name == "bridge", network.members.isEmpty { continue }
      host.networks.append(HostedNetwork(network))
    }
    var containers = export.containers
    for listed in export.listed
    where !containers.contains(where: { $0.id.hasPrefix(listed.id) || $0.name == listed.name }) {
      containers.append(listed)
    }
    host.containers = containers.map { HostedContainer($0) }
    addMembers(of: export.networks, to: &host)
    addPorts(of: export, to: &host)
    return host
  }

  /// Containers of which only a network or a list of ports tells.
  private mutating func addMembers(of networks: [DockerNetwork], to host: inout DockerHost) {
    for network in networks where network.driver != "host" && network.driver != "null" {
      for member in network.members {
        var index = host.containers.firstIndex {
          $0.id == member.id || member.id.hasPrefix($0.id) || $0.name == member.name
        }
        if index == nil {
          host.containers.append(
            HostedContainer(
              id: member.id, name: member.name, title: member.name, image: "",
              knowsPorts: false, location: member.location))
          index = host.containers.count - 1
        }
        guard let index else { continue }
        if let place = host.containers[index].places.firstIndex(where: {
          $0.network == network.name
        }) {
          if host.containers[index].places[place].addresses.isEmpty {
            host.containers[index].places[place].addresses = member.addresses
          }
        } else {
          host.containers[index].places.append(
            HostedContainer.Place(network: network.name, addresses: member.addresses))
        }
      }
    }
  }

  private mutating func addPorts(of export: HostExport, to host: inout DockerHost) {
    for name in export.ports.keys.sorted() {
      guard let ports = export.ports[name] else { continue }
      if let index = host.containers.firstIndex(where: { $0.name == name }) {
        guard !host.containers[index].knowsPorts else { continue }
        host.containers[index].ports = ports
        host.containers[index].knowsPorts = true
      } else if let location = ports.first?.location {
        host.containers.append(
          HostedContainer(
            id: name, name: name, title: name, image: "", ports: ports, location: location))
      }
    }
  }

  /// The account of what was read and what became of it.
  func coverage(of hosts: [DockerHost]) -> Coverage {
    var coverage = Coverage()
    coverage.files = accounts.keys.sorted().compactMap { accounts[$0] }
    for host in hosts {
      let scope = Scope(provider: "docker", account: host.name)
      let unknown = host.networks.filter(\.isUnknown).count
      coverage.records.append(
        RecordCoverage(
          scope: scope, type: "containers", seen: host.containers.count,
          modelled: host.containers.count, effect: .exact))
      coverage.records.append(
        RecordCoverage(
          scope: scope, type: "networks", seen: host.networks.count,
          modelled: host.networks.count - unknown,
          effect: unknown == 0 ? .exact : .assumedOpen,
          note: unknown == 0 ? "" : "export the external ones: docker network inspect"))
    }
    coverage.records.sort { ($0.scope, $0.type) < ($1.scope, $1.type) }
    return coverage
  }
}
