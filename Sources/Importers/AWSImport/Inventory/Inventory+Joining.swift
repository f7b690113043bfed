import Documents
import PacketSets

extension Inventory {
  /// Reads prefix lists; the lists of AWS are described by two commands, of which one has entries.
  mutating func readPrefixLists(_ list: JSONValue, _ page: Int) {
    for value in list.elements {
      do throws(ReadFault) {
        let record = try Exported.PrefixList(value)
        scopes.note(account: record.ownerID, in: pages[page].file)
        if !record.ranges.isEmpty { prefixListEntries[record.id] = record.ranges }
        if case .conflict(let index) = prefixLists.add(record, value: value, page: page) {
          var merged = prefixLists.records[index]
          merged.ownerID = merged.ownerID ?? record.ownerID
          merged.name = merged.name ?? record.name
          merged.family = merged.family ?? record.family
          merged.ranges = merged.ranges.isEmpty ? record.ranges : merged.ranges
          prefixLists.replace(
            index, by: merged, value: value, page: prefixLists.pages[index])
        }
      } catch {
        refuse(error, kind: .prefixLists, file: pages[page].file)
      }
    }
  }

  /// Reads the entries of the list that the name of the file or folder tells (AWS-IO-06).
  ///
  /// A file of several answers names one list at most, and standard input none.
  mutating func readEntries(_ list: JSONValue, _ page: Int, _ path: ExportPath) {
    let ownID = pages[page].body["PrefixListId"]?.string
    guard let id = ownID ?? path.prefixListID else {
      namelessEntries.append(list)
      return
    }
    if ownID == nil, !namedEntryFiles.insert(pages[page].file).inserted {
      namelessEntries.append(list)
      return
    }
    var ranges: [Prefix] = []
    do throws(ReadFault) {
      for value in list.elements {
        guard let prefix = try value.prefix("Cidr") else {
          throw ReadFault(value, "an entry has no Cidr")
        }
        ranges.append(prefix)
      }
    } catch {
      refuse(error, kind: .prefixListEntries, file: pages[page].file)
      return
    }
    // Half a list is no list: it would claim that the rest is not in it.
    guard pages[page].continuation == nil else { return }
    if let known = prefixListEntries[id], known != ranges {
      contradictions.append((id, .prefixListEntries, list.location))
      diagnose(
        .warning, "aws.duplicate",
        "The entries of \(id) are listed twice with different content; "
          + "this listing is used.", at: list.location, effect: .assumedClosed,
        advice: "Export everything at the same time, into an empty folder.")
    }
    prefixListEntries[id] = ranges
  }

  /// Says which entries belong to no list, and which name of a file would tell.
  mutating func noteNamelessEntries() {
    let missing = prefixLists.sorted.filter { prefixListEntries[$0.id] == nil && !$0.isOfAWS }
    for list in namelessEntries {
      let candidates = missing.map(\.id).joined(separator: " or ")
      let name = missing.count == 1 ? missing[0].id : "pl-…"
      diagnose(
        .warning, "aws.prefixList.subject",
        "These entries do not say to which prefix list they belong"
          + (candidates.isEmpty ? "." : ": it may be \(candidates)."),
        at: list.location, effect: .assumedOpen,
        advice: "Keep the answer in a file of its own with the id of the list in its name, such as "
          + "get-managed-prefix-list-entries-\(name).json.")
    }
  }

  /// Adds the interfaces that only the records of instances tell.
  ///
  /// An instance whose record names an address and no interface has the interfaces that name it.
  mutating func addInterfacesOfInstances() {
    let hasBareOnes = instances.records.contains { $0.interfaces.contains { $0.isBare } }
    let attached =
      hasBareOnes ? Set(networkInterfaces.records.compactMap(\.instanceID)) : []
    for (index, instance) in instances.records.enumerated() where !instance.isTerminated {
      for interface in instance.interfaces where networkInterfaces[interface.id] == nil {
        if interface.isBare, attached.contains(instance.id) { continue }
        var interface = interface
        interface.ownerID = interface.ownerID ?? instance.ownerID
        guard let value = instances.value(of: instance.id) else { continue }
        _ = networkInterfaces.add(interface, value: value, page: instances.pages[index])
      }
    }
  }
}
