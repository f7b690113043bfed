import Documents
import PacketSets
import Testing
import Topology

/// Long lists, which are read on all cores.
struct RecordBatchTests {
  @Test func `a long list is read as a short one, with its faults in their places`() throws {
    let count = 9_000
    let broken = 5_000
    let records = (0..<count).map { number in
      number == broken
        ? #"{"NetworkInterfaceId": 7}"#
        : Base.eni("eni-\(number)", "10.0.\(number / 250).\(number % 250)", subnet: "subnet-a")
    }
    let imported = try Imported(["NetworkInterfaces": "[\(records.joined(separator: ",\n"))]"])
    #expect(imported.topology.endpoints.count == count - 1)
    let first = try #require(imported.endpoint("eni-4097"))
    #expect(first.addresses.map(\.address.description) == ["10.0.16.97"])
    let faults = imported.diagnostics.all.filter { $0.code == "aws.record" }
    #expect(faults.count == 1)
    let place = try #require(faults.first?.location.flatMap { imported.catalog.resolve($0) })
    // Each record before it takes as many lines as any other.
    let lines = Base.eni("eni", "10.0.0.1").split(separator: "\n").count
    #expect(place.line > broken * lines)
    #expect(place.line <= broken * lines + 3)
  }
}
