import PacketSets
import Topology

/// What is known of a service that keeps data, by its resource type.
struct DataService: Sendable {
  /// What it is.
  var kind: ResourceKind
  /// The ports at which it answers.
  var offers: TrafficSet
  /// What people call it.
  var title: String

  /// The service of a type in lower case.
  init?(type: String) {
    guard let service = Self.all[type] else { return nil }
    self = service
  }

  private init(_ kind: ResourceKind, _ title: String, _ ports: ClosedRange<UInt16>...) {
    self.kind = kind
    self.title = title
    offers = ports.reduce(into: TrafficSet.empty) { $0.formUnion(.tcp($1)) }
  }

  private static let all: [String: DataService] = [
    // With the redirecting connection policy the port lies in 11000-11999.
    "microsoft.sql/servers": DataService(.database, "SQL server", 1433...1433, 11000...11999),
    "microsoft.sql/managedinstances": DataService(
      .database, "SQL managed instance", 1433...1433, 3342...3342, 11000...11999),
    "microsoft.dbforpostgresql/servers": DataService(.database, "PostgreSQL server", 5432...5432),
    "microsoft.dbforpostgresql/flexibleservers": DataService(
      .database, "PostgreSQL flexible server", 5432...5432, 6432...6432),
    "microsoft.dbformysql/servers": DataService(.database, "MySQL server", 3306...3306),
    "microsoft.dbformysql/flexibleservers": DataService(
      .database, "MySQL flexible server", 3306...3306, 33060...33060),
    "microsoft.dbformariadb/servers": DataService(.database, "MariaDB server", 3306...3306),
    "microsoft.documentdb/databaseaccounts": DataService(
      .database, "Cosmos DB account", 443...443, 10250...20000),
    "microsoft.cache/redis": DataService(.cache, "Redis cache", 6379...6380, 10000...16000),
    "microsoft.cache/redisenterprise": DataService(
      .cache, "Redis cache", 8500...8599, 10000...10000),
    "microsoft.storage/storageaccounts": DataService(
      .fileSystem, "storage account", 80...80, 443...443, 445...445, 2049...2049),
    "microsoft.keyvault/vaults": DataService(.serviceEndpoint, "key vault", 443...443),
    "microsoft.servicebus/namespaces": DataService(
      .queue, "Service Bus namespace", 443...443, 5671...5672),
    "microsoft.eventhub/namespaces": DataService(
      .queue, "Event Hubs namespace", 443...443, 5671...5672, 9093...9093),
  ]

  /// Whether a type is one of these services.
  static func isService(_ type: String) -> Bool { all[type] != nil }

  /// Whether a type is that of a firewall rule of such a service.
  static func isRule(_ type: String) -> Bool {
    guard let slash = type.lastIndex(of: "/"), all[String(type[..<slash])] != nil else {
      return false
    }
    return ["firewallrules", "virtualnetworkrules"].contains(type[type.index(after: slash)...])
  }
}
