import PacketSets
import Reachability
import Testing

struct ResolutionTrafficTests {
  private func failure(_ proto: String, _ port: String = "") throws -> ResolutionError {
    try #require(throws: ResolutionError.self) { try TrafficRequest(proto: proto, port: port) }
  }

  @Test func `reads ports and ranges`() throws {
    let one = try TrafficRequest(proto: "TCP", port: "22", sourcePort: "40000")
    #expect(one == TrafficRequest(proto: .tcp, ports: PortSet(22), sourcePort: 40000))
    #expect(try TrafficRequest(proto: "17", port: "53-54").ports == PortSet(53...54))
    #expect(try TrafficRequest(proto: "udp").ports == .full)
  }

  @Test func `icmp is an echo request unless a type is given`() throws {
    #expect(try TrafficRequest(proto: "icmp", port: "").ports == PortSet(8 << 8))
    #expect(try TrafficRequest(proto: "icmpv6").ports == PortSet(128 << 8))
    let other = try TrafficRequest(proto: "icmp", icmpType: "3", icmpCode: "4")
    #expect(other.ports == PortSet(3 << 8 | 4))
    #expect(!other.isEcho)
  }

  @Test(arguments: ["any", "ALL", "-1", "", "*"])
  func `all protocols`(word: String) throws {
    #expect(try TrafficRequest(proto: word) == .any)
  }

  @Test func `refuses what is no traffic`() throws {
    for (proto, port) in [
      ("tpc", "22"), ("tcp", "65536"), ("tcp", "22-"), ("tcp", "90-80"), ("tcp", "ssh"),
      ("any", "22"), ("256", ""),
    ] {
      #expect(try failure(proto, port).kind == .traffic)
    }
    #expect(throws: ResolutionError.self) {
      try TrafficRequest(proto: "icmp", icmpType: "256")
    }
    #expect(throws: ResolutionError.self) {
      try TrafficRequest(proto: "tcp", port: "22", sourcePort: "1-2")
    }
  }
}
