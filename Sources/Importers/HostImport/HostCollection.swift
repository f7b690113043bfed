/// Writes the script that exports the firewall of a host.
public enum HostCollection {
  /// The script, for any POSIX shell on the host.
  public static let script = """
    #!/bin/sh
    # Exports what decides who can reach this host and what it passes on, with read-only commands.
    # Usage: sudo sh collect-host.sh [FOLDER]
    # The answers are written to FOLDER, which `bailey review FOLDER` reads.
    # Reading the rules of the kernel needs root, or the capability CAP_NET_ADMIN.
    set -u
    out=${1:-host-export}
    umask 077
    mkdir -p "$out" || exit 2
    missing=0

    # ask FILE COMMAND...: writes what a command prints to a file.
    ask() {
      file=$1
      shift
      if ! command -v "$1" > /dev/null 2>&1; then return 0; fi
      if "$@" > "$out/$file.part" 2> "$out/error"; then
        mv "$out/$file.part" "$out/$file"
      else
        rm -f "$out/$file.part"
        missing=1
        echo "not exported: $*: $(head -n 1 "$out/error")" >&2
      fi
      rm -f "$out/error"
    }

    # copy FILE NAME: copies a file of the host, where it has one.
    copy() {
      if [ -r "$1" ]; then mkdir -p "$(dirname "$out/$2")" && cat "$1" > "$out/$2"; fi
    }

    ask hostname.txt hostname
    ask ip-addr.json ip -j addr
    ask ip-route.json ip -j route
    ask ip6-route.json ip -6 -j route
    ask sysctl-net.txt sysctl net
    ask ss-listen.txt ss -tulpn
    ask iptables-save.txt iptables-save
    ask ip6tables-save.txt ip6tables-save
    ask ipset-save.txt ipset save
    ask nft-ruleset.txt nft list ruleset
    if command -v ufw > /dev/null 2>&1; then
      ask ufw-status-verbose.txt ufw status verbose
      for name in user user6 before before6 after after6; do
        copy "/etc/ufw/$name.rules" "etc-ufw/$name.rules"
      done
      copy /etc/ufw/ufw.conf etc-ufw/ufw.conf
      copy /etc/default/ufw etc-default/ufw
    fi
    echo "wrote $out"
    exit "$missing"

    """

  /// The permissions that the script needs, in words.
  public static let permissions = """
    root, or CAP_NET_ADMIN for iptables-save, ip6tables-save, ipset and nft, and read access to
    /etc/ufw and /etc/default/ufw

    """
}
