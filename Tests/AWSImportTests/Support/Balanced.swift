/// An account with a load balancer that tests change in one place.
enum Balanced {
  static let arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/nlb/0001"
  static let groupARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0002"
  static let node = "ELB net/nlb/0001"

  /// A network load balancer in both zones with one listener for TCP 80 and the instance `i-web`
  /// behind it.
  static func lists(_ more: [String: String?] = [:]) -> [String: String?] {
    let lists: [String: String?] = [
      "LoadBalancers": "[\(balancer())]",
      "Listeners": "[\(listener())]",
      "TargetGroups": "[\(targetGroup())]",
      "LoadBalancerTargetHealth": health(#"{"Id": "i-web", "Port": 8080}"#),
      "NetworkInterfaces": "[\(Base.eniA), \(Base.eniB), \(nodes)]",
    ]
    return lists.merging(more, uniquingKeysWith: { $1 })
  }

  static let type = #""InterfaceType": "network_load_balancer", "Description": "\#(node)""#
  static let nodes = [
    Base.eni("eni-n1", "10.0.1.50", type, groups: []),
    Base.eni("eni-n2", "10.0.2.50", type, subnet: "subnet-b", groups: []),
  ].joined(separator: ", ")

  static func balancer(_ type: String = "network") -> String {
    """
    {"LoadBalancerArn": "\(arn)", "LoadBalancerName": "nlb", "Type": "\(type)", "VpcId": "vpc-1",
     "AvailabilityZones": [{"ZoneName": "us-east-1a", "SubnetId": "subnet-a"},
       {"ZoneName": "us-east-1b", "SubnetId": "subnet-b"}]}
    """
  }

  static func listener(_ proto: String = "TCP", _ actions: String? = nil) -> String {
    let actions = actions ?? #"{"Type": "forward", "TargetGroupArn": "\#(groupARN)"}"#
    return """
      {"ListenerArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/net/nlb/0001/1",
       "LoadBalancerArn": "\(arn)", "Port": 80, "Protocol": "\(proto)",
       "DefaultActions": [\(actions)]}
      """
  }

  static func targetGroup(_ type: String = "instance", _ proto: String = "TCP") -> String {
    """
    {"TargetGroupArn": "\(groupARN)", "TargetGroupName": "web", "TargetType": "\(type)",
     "Protocol": "\(proto)", "Port": 8080, "VpcId": "vpc-1", "HealthCheckPort": "traffic-port"}
    """
  }

  static func health(_ targets: String...) -> String {
    let list = targets.map {
      "{\"Target\": \($0), \"TargetHealth\": {\"State\": \"unhealthy\"}}"
    }
    return """
      [{"TargetGroupArn": "\(groupARN)",
        "TargetHealthDescriptions": [\(list.joined(separator: ", "))]}]
      """
  }

  static func attributes(_ key: String, _ value: String) -> String {
    """
    [{"LoadBalancerArn": "\(arn)", "Attributes": [{"Key": "\(key)", "Value": "\(value)"}]}]
    """
  }
}
