import Documents
import PacketSets
import Topology

extension Exported.Service {
  /// Reads a task with an interface of its own, from `aws ecs describe-tasks` (API page
  /// DescribeTasks).
  ///
  /// - Returns: The task, or nil when it has stopped or shares the interface of its machine.
  static func task(_ value: JSONValue) throws(ReadFault) -> Exported.Service? {
    let arn = try value.requiredText("taskArn")
    guard try value.text("lastStatus") != "STOPPED" else { return nil }
    let group = try value.text("group") ?? ""
    let name = group.hasPrefix("service:") ? String(group.dropFirst(8)) : group
    var service = Exported.Service(
      id: arn, name: name.isEmpty ? arn : name, kind: .container, family: .task, offers: .all,
      at: value)
    for attachment in try value.records("attachments")
    where try attachment.text("type") == "ElasticNetworkInterface" {
      if let id = try attachment.text("id") {
        service.notes.append(
          "arn:aws:ecs:\(service.region ?? ""):\(service.ownerID ?? ""):attachment/\(id)")
      }
      for detail in try attachment.records("details") {
        let text = try detail.text("value") ?? ""
        switch try detail.text("name") {
        case "networkInterfaceId": service.interfaceIDs.append(text)
        case "subnetId": service.subnetIDs.append(text)
        case "privateIPv4Address":
          if let address = IPAddress(text) {
            service.addresses.append(EndpointAddress(address))
          }
        default: break
        }
      }
    }
    guard !service.interfaceIDs.isEmpty || !service.subnetIDs.isEmpty else { return nil }
    service.tags = try value.anyTags("tags")
    return service
  }

  /// What a service and its tasks have in common: the account, region, cluster and name.
  var taskKey: String {
    let path = id.split(separator: ":").last?.split(separator: "/") ?? []
    let cluster = path.count > 2 ? String(path[1]) : ""
    return "\(ownerID ?? "") \(region ?? "") \(cluster) \(name)"
  }

  /// Reads a service whose tasks have interfaces of their own, from `aws ecs describe-services` (API
  /// page DescribeServices).
  ///
  /// - Returns: The service, or nil when it runs no tasks or they share the interfaces of machines.
  static func taskService(_ value: JSONValue) throws(ReadFault) -> Exported.Service? {
    let arn = try value.requiredText("serviceArn")
    let running = try value.number("runningCount") ?? 0
    let desired = try value.number("desiredCount") ?? 0
    guard running > 0 || desired > 0,
      let place = try value.object("networkConfiguration")?.object("awsvpcConfiguration")
    else { return nil }
    var service = Exported.Service(
      id: arn, name: try value.text("serviceName") ?? arn, kind: .container, family: .task,
      offers: .all, at: value)
    service.subnetIDs = try place.texts("subnets")
    service.groupIDs = try place.texts("securityGroups").sorted()
    service.isPublic = try place.text("assignPublicIp") == "ENABLED"
    service.tags = try value.anyTags("tags")
    return service
  }
}
