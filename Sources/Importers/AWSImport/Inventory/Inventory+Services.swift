import Documents
import Topology

extension Inventory {
  /// Reads the records of managed services under one key of a page.
  mutating func readServices(_ records: JSONValue, _ kind: ServiceKind, _ page: Int) {
    let file = pages[page].file
    let values = records.kind == .array ? Array(records.elements) : [records]
    var outside = 0
    for value in values {
      do throws(ReadFault) {
        switch try read(value, kind) {
        case .service(let service):
          scopes.note(account: service.ownerID, in: file)
          services.append((service, kind, page))
        case .group(let group): subnetGroups.append((group, page))
        case .cluster: databaseClusters.append((value, page))
        case .outside: outside += 1
        }
        if kind == .kubernetesCluster { try notePublicAPI(value) }
      } catch {
        outside += 1
        files[file].state = .partial
        diagnose(
          .error, "aws.record",
          "A record of \(kind.rawValue) is skipped: \(error.message).", at: error.location,
          effect: .assumedClosed,
          advice: "Export it again: \(kind.source.commands.joined(separator: ", ")).")
      }
    }
    serviceCounts.append((kind, values.count, outside, file))
  }

  /// What a record is.
  private enum Found {
    case service(Exported.Service)
    case group(Exported.SubnetGroup)
    case cluster
    case outside
  }

  private func read(_ value: JSONValue, _ kind: ServiceKind) throws(ReadFault) -> Found {
    switch kind {
    case .databaseInstances: return .service(try Exported.Service(databaseInstance: value))
    case .databaseClusters: return .cluster
    case .databaseProxies: return .service(try Exported.Service(databaseProxy: value))
    case .databaseSubnetGroups:
      return .group(try Exported.SubnetGroup(value, name: "DBSubnetGroupName", .database))
    case .cacheClusters: return .service(try Exported.Service(cacheCluster: value))
    case .serverlessCaches: return .service(try Exported.Service(serverlessCache: value))
    case .cacheSubnetGroups:
      return .group(try Exported.SubnetGroup(value, name: "CacheSubnetGroupName", .cache))
    case .clusters:
      return .service(
        value["ClusterIdentifier"] == nil
          ? try Exported.Service(memoryCluster: value) : try Exported.Service(warehouse: value))
    case .clusterSubnetGroups:
      return .group(try Exported.SubnetGroup(value, name: "ClusterSubnetGroupName", .warehouse))
    case .workgroups: return .service(try Exported.Service(workgroup: value))
    case .searchDomain, .searchDomains: return found(try Exported.Service.searchDomain(value))
    case .streams: return .service(try Exported.Service(stream: value))
    case .broker: return .service(try Exported.Service(broker: value))
    case .mountTargets: return .service(try Exported.Service(mountTarget: value))
    case .functions: return found(try Exported.Service.function(value))
    case .kubernetesCluster: return .service(try Exported.Service(kubernetes: value))
    case .containerServices: return found(try Exported.Service.taskService(value))
    case .containerTasks: return found(try Exported.Service.task(value))
    }
  }

  private func found(_ service: Exported.Service?) -> Found {
    service.map { .service($0) } ?? .outside
  }

  /// Adds the clusters of databases that stand for members that are not exported.
  mutating func addDatabaseClusters() {
    let known = Set(services.lazy.filter { $0.kind == .databaseInstances }.map(\.service.name))
    for (value, page) in databaseClusters {
      do throws(ReadFault) {
        let service = try Exported.Service.databaseCluster(value) { known.contains($0) }
        if let service { services.append((service, .databaseClusters, page)) }
      } catch {
        files[pages[page].file].state = .partial
        diagnose(
          .error, "aws.record", "A record of DBClusters is skipped: \(error.message).",
          at: error.location, effect: .assumedClosed)
      }
    }
  }

  /// Says that the API of a cluster is open to the internet, which no path here shows.
  private mutating func notePublicAPI(_ value: JSONValue) throws(ReadFault) {
    let ranges = try Exported.Service.publicRanges(ofKubernetes: value)
    guard !ranges.isEmpty else { return }
    let name = try value.requiredText("name")
    diagnose(
      .note, "aws.eks.publicAPI",
      "The API of the cluster \(name) is reached from \(ranges.joined(separator: ", ")) over a "
        + "public address outside of every VPC, which no proof here covers.",
      at: value.location, effect: .ignored)
  }
}
