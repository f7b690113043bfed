import Documents
import Topology

/// Adding resources, with those that stand inside them.
extension Inventory {
  /// Counts records of a kind in a file.
  mutating func count(_ kind: RecordKind, _ file: Int, _ number: Int) {
    files[file].recordCount += number
    counts[CountKey(kind: kind, file: file), default: 0] += number
    exported.insert(kind)
  }

  /// Adds a resource, or notes what another listing of it tells.
  mutating func add(_ fields: Fields, _ file: Int, below parent: AzureID?) {
    let type = Self.type(of: fields)
    do throws(ReadFault) {
      guard let kind = RecordKind(type: type) else {
        files[file].recordCount += 1
        unmodelled[UnmodelledKey(type: type, file: file), default: 0] += 1
        return
      }
      count(kind, file, 1)
      let id = try AzureID(fields.requiredText("id"))
      let name = try fields.text("name") ?? id.name
      add(
        RawRecord(
          id: id, kind: kind, type: type, name: Self.short(name), fields: fields, file: file))
    } catch {
      refuse(error, RecordKind(type: type) ?? .virtualNetworks, file: file)
    }
  }

  /// Adds a record and the records inside it.
  mutating func add(_ record: RawRecord) {
    if var known = records[record.id] {
      if let member = FieldComparison.disagreement(known.fields, record.fields) {
        contradictions.append((record.id, member, record.fields.location))
      }
      known.fields.fill(from: record.fields)
      records[record.id] = known
    } else {
      records[record.id] = record
    }
    addChildren(of: record)
  }

  /// The subnets and peerings of a network, and what stands expanded inside other resources.
  private mutating func addChildren(of record: RawRecord) {
    if record.kind == .virtualNetworks {
      addList("subnets", .subnets, of: record)
      addList("virtualNetworkPeerings", .peerings, of: record)
    }
    switch record.kind {
    case .subnets:
      embed("networkSecurityGroup", .securityGroups, marks: ["securityRules"], of: record)
      embed("routeTable", .routeTables, marks: ["routes"], of: record)
    case .interfaces:
      embed("networkSecurityGroup", .securityGroups, marks: ["securityRules"], of: record)
      for configuration in (try? record.fields.objects("ipConfigurations")) ?? [] {
        embed("publicIPAddress", .publicAddresses, marks: ["ipAddress"], in: configuration, record)
      }
    default: break
    }
  }

  private mutating func addList(_ key: StaticString, _ kind: RecordKind, of record: RawRecord) {
    let word = "\(key)".lowercased()
    do throws(ReadFault) {
      for fields in try record.fields.objects(key) {
        let name = Self.short(try fields.text("name") ?? "")
        let id = try fields.text("id").map { AzureID($0) } ?? record.id.child(word, name)
        exported.insert(kind)
        add(
          RawRecord(
            id: id, kind: kind, type: kind.rawValue, name: name.isEmpty ? id.name : name,
            fields: fields, file: record.file))
      }
    } catch {
      refuse(error, kind, file: record.file)
    }
  }

  private mutating func embed(
    _ key: StaticString, _ kind: RecordKind, marks: [StaticString], of record: RawRecord
  ) {
    embed(key, kind, marks: marks, in: record.fields, record)
  }

  private mutating func embed(
    _ key: StaticString, _ kind: RecordKind, marks: [StaticString], in fields: Fields,
    _ record: RawRecord
  ) {
    guard let inner = (try? fields.object(key)) ?? nil, marks.contains(where: { inner.has($0) }),
      let text = (try? inner.text("id")) ?? nil
    else { return }
    let id = AzureID(text)
    let name = ((try? inner.text("name")) ?? nil) ?? id.name
    if embedded[id] == nil {
      embedded[id] = RawRecord(
        id: id, kind: kind, type: kind.rawValue, name: name, fields: inner, file: record.file,
        isEmbedded: true)
    }
  }

  /// The last part of a name such as `network/subnet`.
  static func short(_ name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? name
  }

  /// Where a record lives.
  func scope(_ record: RawRecord) -> Scope {
    let region = ((try? record.fields.text("location")) ?? nil) ?? ""
    let plain = region.lowercased().replacing(" ", with: "")
    return Scope(
      provider: "azure",
      account: record.id.subscription == "template" ? "" : record.id.subscription, region: plain)
  }
}
