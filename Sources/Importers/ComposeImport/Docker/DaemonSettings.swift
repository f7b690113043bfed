import Documents

/// The settings of the engine, from /etc/docker/daemon.json (Docker manual, dockerd).
struct DaemonSettings: Hashable, Sendable {
  /// `userland-proxy`: whether a process carries what no rule translates (CMP-4.7).
  var usesUserlandProxy = true
  /// `iptables`: whether the engine writes rules at all (CMP-4.7).
  var writesRules = true
  /// `ip6tables`.
  var writesRulesIPv6: Bool?
  /// `icc` of the default bridge.
  var defaultBridgeIsOpen = true
  /// `ip`: where the default bridge publishes; other networks do not look at it (CMP-4.4).
  var defaultBindingAddress: String?
  /// `allow-direct-routing` (CMP-4.8).
  var allowsDirectRouting = false
  /// `firewall-backend`.
  var firewallBackend: String?
  /// `default-network-opts` of the bridge driver.
  var networkOptions: [String: String] = [:]
  /// Where it stands.
  var location: SourceLocation = .unknown

  init() {}

  /// Reads the file.
  init(_ value: JSONValue) {
    usesUserlandProxy = value["userland-proxy"]?.bool ?? true
    writesRules = value["iptables"]?.bool ?? true
    writesRulesIPv6 = value["ip6tables"]?.bool
    defaultBridgeIsOpen = value["icc"]?.bool ?? true
    defaultBindingAddress = value.text("ip")
    allowsDirectRouting = value.flag("allow-direct-routing")
    firewallBackend = value.text("firewall-backend")
    networkOptions = value["default-network-opts"]?.texts("bridge") ?? [:]
    location = value.location
  }

  /// The keys by which the file is known when its name does not tell.
  static let keys: Set<String> = [
    "allow-direct-routing", "authorization-plugins", "bip", "bridge", "containerd", "data-root",
    "debug", "default-address-pools", "default-gateway", "default-network-opts", "dns",
    "default-ulimits", "exec-opts", "experimental", "features", "firewall-backend", "fixed-cidr",
    "hosts", "icc", "insecure-registries", "ip", "ip-forward", "ip-masq", "ip6tables", "iptables",
    "ipv6", "labels", "live-restore", "log-driver", "log-level", "log-opts", "mtu",
    "no-new-privileges", "registry-mirrors", "runtimes", "seccomp-profile", "selinux-enabled",
    "storage-driver", "storage-opts", "swarm-default-advertise-addr", "tls", "tlscacert",
    "tlscert", "tlskey", "tlsverify", "userland-proxy", "userns-remap",
  ]
}
