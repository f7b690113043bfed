/// Writes the script that makes a complete export of projects, and the roles that it needs.
public enum GCPCollection {
  /// The projects of which a script makes an export.
  public enum Projects: Hashable, Sendable {
    /// The project that the command line is set to.
    case configured
    /// Every project that the caller can see.
    case all
    /// These projects.
    case named([String])
  }

  /// How the name of the file begins that says that the secure tags of all machines are exported.
  static let allTags = "tags-bindings-of-all-machines"

  /// The roles that let the script run, in words.
  public static let permissions = """
    On each project, or on a folder or the organization above it:
      roles/compute.networkViewer              networks, firewalls, machines, load balancers
      roles/serviceusage.serviceUsageViewer    which services the project uses
      roles/browser                            the project and what stands above it
    Where the project uses these services:
      roles/cloudsql.viewer                    databases
      roles/container.clusterViewer            control planes of clusters
      roles/redis.viewer                       caches
      roles/vpcaccess.viewer                   serverless connectors
      roles/run.viewer                         Cloud Run
      roles/resourcemanager.tagViewer          secure tags of machines

    """

  /// Whether a word can be the id of a project, so that it may stand in a script.
  ///
  /// - Parameter name: The word.
  /// - Returns: Whether it is made of lower-case letters, digits, hyphens, dots and colons.
  public static func isProject(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64 && name.first?.isLetter == true
      && name.utf8.allSatisfy { byte in
        (97...122).contains(byte) || (48...57).contains(byte) || [45, 46, 58].contains(byte)
      }
  }

  /// Returns the script, for any POSIX shell with `gcloud`.
  ///
  /// - Parameter projects: The projects of which it makes an export.
  /// - Returns: The text of the script.
  public static func script(projects: Projects) -> String {
    let roles = permissions.split(separator: "\n").map { "# \($0)" }.joined(separator: "\n")
    return """
      #!/bin/sh
      # Exports what decides who can reach whom in projects of Google Cloud, with read-only commands.
      # Usage: sh collect-gcp.sh [FOLDER]
      # The answers are written to FOLDER/PROJECT, which `bailey review FOLDER` reads. Where a call
      # fails its error stands in the file, so that nothing is proven as if it had been answered.
      # The caller needs no more than these roles:
      #
      \(roles)
      set -u
      out=${1:-gcp-export}

      """ + helpers + list(projects) + "for project in $projects; do\n" + body + ending
  }

  private static func list(_ projects: Projects) -> String {
    switch projects {
    case .configured:
      """
      projects=${CLOUDSDK_CORE_PROJECT:-$(gcloud config get-value project 2> /dev/null)}
      [ -n "$projects" ] || { echo "set CLOUDSDK_CORE_PROJECT" >&2; exit 2; }

      """
    case .all:
      """
      projects=$(gcloud projects list --format='value(projectId)') || exit 2

      """
    case .named(let names):
      "projects=\"\(names.filter { isProject($0) }.joined(separator: " "))\"\n"
    }
  }
}
