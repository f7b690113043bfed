import Documents

/// The keys that the schema of Compose allows (compose-spec.json); others make a file invalid.
enum SchemaKeys {
  /// Keys of a file.
  static let file: Set<String> = [
    "version", "name", "include", "services", "models", "networks", "volumes", "secrets",
    "configs",
  ]

  /// Keys of a service.
  static let service: Set<String> = [
    "annotations", "attach", "blkio_config", "build", "cap_add", "cap_drop", "cgroup",
    "cgroup_parent", "command", "configs", "container_name", "cpu_count", "cpu_percent",
    "cpu_period", "cpu_quota", "cpu_rt_period", "cpu_rt_runtime", "cpu_shares", "cpus", "cpuset",
    "credential_spec", "depends_on", "deploy", "develop", "device_cgroup_rules", "devices", "dns",
    "dns_opt", "dns_search", "domainname", "entrypoint", "env_file", "environment", "expose",
    "extends", "external_links", "extra_hosts", "gpus", "group_add", "healthcheck", "hostname",
    "image", "init", "ipc", "isolation", "label_file", "labels", "links", "logging",
    "mac_address", "mem_limit", "mem_reservation", "mem_swappiness", "memswap_limit", "models",
    "network_mode", "networks", "oom_kill_disable", "oom_score_adj", "pid", "pids_limit",
    "platform", "ports", "post_start", "pre_start", "pre_stop", "privileged", "profiles",
    "provider", "pull_policy", "pull_refresh_after", "read_only", "restart", "runtime", "scale",
    "secrets", "security_opt", "shm_size", "stdin_open", "stop_grace_period", "stop_signal",
    "storage_opt", "sysctls", "tmpfs", "tty", "ulimits", "use_api_socket", "user", "userns_mode",
    "uts", "volumes", "volumes_from", "working_dir",
  ]

  /// Keys of a network.
  static let network: Set<String> = [
    "name", "driver", "driver_opts", "ipam", "external", "internal", "enable_ipv4",
    "enable_ipv6", "attachable", "labels",
  ]

  /// Keys of a service's place in a network.
  static let attachment: Set<String> = [
    "aliases", "interface_name", "ipv4_address", "ipv6_address", "link_local_ips", "mac_address",
    "driver_opts", "priority", "gw_priority",
  ]

  /// Keys of a published port in its long form.
  static let port: Set<String> = [
    "name", "mode", "host_ip", "target", "published", "protocol", "app_protocol",
  ]

  /// Keys of the address management of a network and of a range of it.
  static let ipam: Set<String> = ["driver", "config", "options"]
  static let ipamRange: Set<String> = ["subnet", "ip_range", "gateway", "aux_addresses"]

  /// Refuses a key that the schema does not have; `x-` starts an extension (CMP-1.13).
  static func check(
    _ node: YAMLNode, _ keys: Set<String>, at path: String
  ) throws(ComposeFault) {
    for member in node.members
    where !keys.contains(member.name) && !member.name.hasPrefix("x-") {
      throw ComposeFault(
        "compose.schema",
        "\(path.isEmpty ? "the file" : path): the key `\(Escape.terminal(member.name))` is not "
          + "allowed", at: member.key.location)
    }
  }
}
