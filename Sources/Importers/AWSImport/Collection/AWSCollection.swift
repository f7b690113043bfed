/// Writes the script that makes a complete export of an account, and the permissions it needs.
public enum AWSCollection {
  /// The regions of which a script makes an export.
  public enum Regions: Hashable, Sendable {
    /// The region that the command line is set to.
    case configured
    /// Every region that the account has enabled.
    case all
    /// These regions.
    case named([String])
  }

  /// Returns the least IAM policy that lets the script run, as JSON.
  public static var policy: String {
    let lines = actions.map { "        \"\($0)\"" }.joined(separator: ",\n")
    return """
      {
        "Version": "2012-10-17",
        "Statement": [
          {
            "Sid": "NetworkExport",
            "Effect": "Allow",
            "Action": [
      \(lines)
            ],
            "Resource": "*"
          }
        ]
      }

      """
  }

  /// The permissions, sorted.
  static var actions: [String] {
    let regions = ["ec2:DescribeRegions", "sts:GetCallerIdentity"]
    return Set(CollectedCall.all.flatMap(\.actions) + regions).sorted()
  }

  /// The operations that the script calls, sorted.
  public static var operations: [String] { Set(CollectedCall.all.map(\.operation)).sorted() }

  /// Whether a word can be the name of a region, so that it may stand in a script.
  public static func isRegion(_ name: String) -> Bool { ExportPath.isRegion(name) }

  /// Returns the script, for any POSIX shell with the command line of AWS.
  ///
  /// - Parameter regions: The regions of which it makes an export.
  /// - Returns: The text of the script.
  public static func script(regions: Regions) -> String {
    let policyComment = policy.split(separator: "\n").map { "# \($0)" }.joined(separator: "\n")
    var text = """
      #!/bin/sh
      # Exports what decides who can reach whom in an account of AWS, with read-only calls.
      # Usage: sh collect-aws.sh [FOLDER]
      # The answers are written to FOLDER/ACCOUNT/REGION, which `bailey review FOLDER` reads.
      # The caller needs no more than this policy:
      #
      \(policyComment)
      set -u
      out=${1:-aws-export}
      export AWS_PAGER=""
      umask 077
      mkdir -p "$out" || exit 2
      scratch=$(mktemp -d) || exit 2
      trap 'rm -rf "$scratch"' EXIT

      # ask FILE ARGUMENTS...: writes the answer of a call to a file.
      ask() {
        file=$1
        shift
        mkdir -p "$(dirname "$file")"
        if aws "$@" --region "$region" --output json > "$file.part" 2> "$scratch/error"; then
          mv "$file.part" "$file"
        else
          rm -f "$file.part"
          fail "$*"
        fi
      }

      # names QUERY ARGUMENTS...: prints the names in the answer of a call, one a line.
      names() {
        query=$1
        shift
        if aws "$@" --region "$region" --query "$query" --output text 2> "$scratch/error" \\
          > "$scratch/names"
        then
          tr '\\t' '\\n' < "$scratch/names" | sed '/^$/d; /^None$/d'
        else
          fail "$*"
        fi
      }

      # fail CALL: notes that a call failed, and why.
      fail() {
        echo "$1" >> "$scratch/failed"
        echo "failed in $region: aws $1: $(sed '/^$/d' "$scratch/error" | tail -n 1)" >&2
      }

      # quoted NAME: prints a name as the name of a file.
      quoted() { printf %s "$1" | sed 's/%/%25/g; s/:/%3A/g; s|/|%2F|g'; }

      account=$(aws sts get-caller-identity --query Account --output text) || exit 2
      \(regionList(regions))

      """
    text += "for region in $regions; do\n"
    text += "  folder=$out/$account/$region\n"
    text += "  echo \"$account $region\" >&2\n"
    for call in CollectedCall.all where call.onlyRegion == nil { text += lines(of: call) }
    text += "done\n"
    for call in CollectedCall.all {
      guard let region = call.onlyRegion else { continue }
      text += "region=\(region)\nfolder=$out/$account/$region\n"
      text += lines(of: call).replacing("  ask", with: "ask")
    }
    text += """
      if [ -s "$scratch/failed" ]; then
        echo "$(wc -l < "$scratch/failed" | tr -d ' ') calls failed: what they would tell is missing" >&2
        exit 1
      fi

      """
    return text
  }

  private static func regionList(_ regions: Regions) -> String {
    switch regions {
    case .configured:
      """
      regions=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region)}}
      [ -n "$regions" ] || { echo "set AWS_REGION" >&2; exit 2; }
      """
    case .all:
      """
      regions=$(aws ec2 describe-regions --query 'Regions[].RegionName' --output text) || exit 2
      """
    case .named(let names):
      "regions=\"\(names.filter { isRegion($0) }.joined(separator: " "))\""
    }
  }

  /// The lines of one call, in a loop for each of its subjects.
  private static func lines(of call: CollectedCall) -> String {
    var text = ""
    var indent = "  "
    var options = ""
    var path = ""
    for (number, subject) in call.subjects.enumerated() {
      let variable = "name\(number)"
      text +=
        "\(indent)for \(variable) in $(names '\(subject.query)' \(subject.list)\(options)); do\n"
      options += " \(subject.option) \"$\(variable)\""
      path += "/$(quoted \"$\(variable)\")"
      indent += "  "
    }
    let file = path.isEmpty ? "\(call.name).json" : "\(call.name)\(path)"
    // The last subject of a list of subjects is named with the option of the call.
    let further = call.options.isEmpty ? "" : " \(call.options)"
    text +=
      "\(indent)ask \"$folder/\(file)\" \(call.service) \(call.command)\(finalOptions(of: call))"
      + "\(further)\n"
    for _ in call.subjects {
      indent.removeLast(2)
      text += "\(indent)done\n"
    }
    return text
  }

  /// The options that name the subjects; rules of a listener name the listener alone.
  private static func finalOptions(of call: CollectedCall) -> String {
    call.subjects.enumerated().filter { number, subject in
      number == call.subjects.count - 1 || subject.option == "--cluster"
    }.map { " \($0.element.option) \"$name\($0.offset)\"" }.joined()
  }
}
