import Diagrams
import PacketSets
import Testing

struct SceneBuilderLabelTests {
  private static let labels: [(TrafficSet, String)] = [
    (TrafficSet.tcp(443), "443"),
    (.tcp(5432, 6379), "5432, 6379"),
    (.udp(53), "udp 53"),
    (.tcp(80...90), "80-90"),
    (.tcp(22).union(.udp(53, 123)), "22, udp 53, 123"),
    (.tcp(1, 3, 5, 7, 9, 11), "1, 3, 5, +3"),
    (.all, "any"),
    (TrafficSet(.tcp), "tcp"),
    (TrafficSet(.icmp), "icmp"),
    (.empty, ""),
  ]

  @Test(arguments: labels)
  func `names traffic in few words`(traffic: TrafficSet, label: String) {
    #expect(TrafficLabel.short(traffic) == label)
  }

  @Test func `calls everything that opens a connection any traffic`() {
    let opening = TrafficSet.all.answers.questions.restricted(toFamily: .v4)
    #expect(TrafficLabel.short(opening) == "any")
    #expect(TrafficLabel.long(opening) == "any traffic")
    #expect(TrafficLabel.long(.tcp(22)) == "tcp/22")
  }
}
