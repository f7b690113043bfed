/// What is read of hosts, as a page of the documentation.
public enum HostReference {
  /// A kind of file with the command that makes it.
  struct Entry {
    var kind: HostDocument.Kind
    var command: String
    var decides: String
  }

  /// Every kind of file that is read.
  static let entries: [Entry] = [
    Entry(
      kind: .iptables, command: "iptables-save",
      decides: "Every rule for IPv4 that the kernel has: all tables, their chains and policies."),
    Entry(
      kind: .ip6tables, command: "ip6tables-save",
      decides: "The same for IPv6; without it nothing is certain about IPv6."),
    Entry(
      kind: .ipset, command: "ipset save",
      decides: "What is in the sets that rules name; sets that are missing may hold anything."),
    Entry(
      kind: .nftText, command: "nft list ruleset",
      decides: "Rules of nftables in both families; sets of iptables are lost in it."),
    Entry(
      kind: .nftJSON, command: "nft -j list ruleset",
      decides:
        "The same; extensions of iptables stand there without their parameters and may match "
        + "anything, so that iptables-save is asked for."),
    Entry(
      kind: .ufwVerbose, command: "ufw status verbose",
      decides: "The rules of UFW in their order and its policies; nothing of before.rules."),
    Entry(
      kind: .ufwNumbered, command: "ufw status numbered",
      decides: "The order of the rules; the policies come from /etc/default/ufw."),
    Entry(
      kind: .ufwStatus, command: "ufw status",
      decides: "The rules without policies; names of applications stand in place of ports."),
    Entry(
      kind: .ufwAdded, command: "ufw show added",
      decides: "The rules as commands, also of an inactive firewall."),
    Entry(
      kind: .ufwUser, command: "cat /etc/ufw/user.rules",
      decides: "The rules for IPv4 in their exact order."),
    Entry(
      kind: .ufwUser6, command: "cat /etc/ufw/user6.rules",
      decides: "The rules for IPv6 in their exact order."),
    Entry(
      kind: .ufwBefore, command: "cat /etc/ufw/before.rules",
      decides: "What is tried before them, translations included."),
    Entry(
      kind: .ufwBefore6, command: "cat /etc/ufw/before6.rules", decides: "The same for IPv6."),
    Entry(
      kind: .ufwAfter, command: "cat /etc/ufw/after.rules", decides: "What is tried after them."),
    Entry(kind: .ufwAfter6, command: "cat /etc/ufw/after6.rules", decides: "The same for IPv6."),
    Entry(
      kind: .ufwDefaults, command: "cat /etc/default/ufw",
      decides: "The policies, and whether IPv6 is filtered."),
    Entry(
      kind: .ufwSwitch, command: "cat /etc/ufw/ufw.conf", decides: "Whether UFW is active at all."),
    Entry(
      kind: .addresses, command: "ip -j addr",
      decides: "The interfaces and addresses: what is for the host itself, and what is around it."),
    Entry(
      kind: .routes, command: "ip -j route",
      decides: "By which interface a peer is reached, and so which rules its packets meet."),
    Entry(
      kind: .settings, command: "sysctl -a",
      decides: "Whether the host passes packets on, and whether bridges are filtered."),
    Entry(
      kind: .sockets, command: "ss -tulpn",
      decides:
        "Which ports a proxy of the container engine holds. A port without a listener is not taken "
        + "for closed."),
    Entry(kind: .name, command: "hostnamectl", decides: "What the host calls itself."),
    Entry(
      kind: .listing, command: "iptables -S, iptables -L",
      decides: "Nothing; it is counted as read where iptables-save is there."),
  ]

  /// The page.
  public static var markdown: String {
    let rows = entries.map { "| \($0.kind.rawValue) | `\($0.command)` | \($0.decides) |" }
    return """
      # What is read of host firewalls

      This page is made from the tables of the importer; a test keeps it up to date. The files of one
      folder belong to one host; folders in it that copy the host's file system, such as `etc/ufw`,
      belong to it too. `bailey collect host` prints a script that makes a complete export.

      ## Files

      | What it holds | How it is made | What it decides |
      | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      Where the rules of the kernel are exported, they decide, and the files of UFW are not needed.
      Base chains of all tables are tried at their hooks in the order of their priorities: a packet
      passes when every one of them lets it.

      ## How a host stands in the graph

      - Each interface is an endpoint with the chains for packets to and from the host itself. A peer
        comes by the interface by which its answers leave.
      - Machines on the networks around a host certainly reach it and are reached; private addresses
        beyond are not known.
      - A connection that a rule gives another destination meets the rules for what the host passes on,
        or those for the host itself, at its new destination.
      - Between two machines that are in no export, `bailey ask` tells what a host between them does.
      - A rule with a limit counts as if the limit were not reached; a condition that no export decides
        may hold or not.
      - A host with the address of a machine of a cloud is that machine. Otherwise `placements` of the
        policy say on which machine it stands.

      """
  }
}
