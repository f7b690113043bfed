extension GCPCollection {
  /// The functions of the script.
  static let helpers = """
    export CLOUDSDK_CORE_DISABLE_PROMPTS=1
    umask 077
    mkdir -p "$out" || exit 2
    [ -z "$(ls -A "$out")" ] || { echo "$out is not empty" >&2; exit 2; }
    scratch=$(mktemp -d) || exit 2
    trap 'rm -rf "$scratch"' EXIT
    tab=$(printf '\\t')

    # ask FILE ARGUMENTS...: adds the answer of a call to a file.
    ask() {
      file=$1
      shift
      if gcloud "$@" --project="$project" --format=json < /dev/null \\
        > "$scratch/answer" 2> "$scratch/error"
      then
        cat "$scratch/answer" >> "$folder/$file"
      else
        fail "$file" "$*"
      fi
    }

    # names FORMAT ARGUMENTS...: prints the names in the answer of a call, one a line.
    names() {
      format=$1
      shift
      if gcloud "$@" --project="$project" --format="value($format)" < /dev/null \\
        > "$scratch/names" 2> "$scratch/error"
      then
        sed '/^$/d' "$scratch/names"
      else
        fail "calls-that-failed.json" "$*"
      fi
    }

    # fail FILE CALL: notes that a call failed, and why.
    fail() {
      echo "$2" >> "$scratch/failed"
      echo "failed in $project: gcloud $2: $(sed '/^$/d' "$scratch/error" | head -n 1)" >&2
      printf '{"error": {"code": 1, "message": "%s"}}\\n' "$(printf %s "gcloud $2" | tr -d '"\\\\')" \\
        >> "$folder/$1"
    }

    # has SERVICE: whether the project uses a service; where that is not told, it may.
    has() {
      [ ! -s "$scratch/services" ] || grep -qxF "$1.googleapis.com" "$scratch/services"
    }


    """

  /// The calls for one project.
  static let body = """
      folder=$out/$project
      mkdir -p "$folder"
      echo "$project" >&2
      gcloud services list --enabled --project="$project" --format='value(config.name)' \\
        < /dev/null > "$scratch/services" 2> /dev/null
      ask projects-describe.json projects describe "$project"
      if has compute; then
        ask networks-list.json compute networks list
        ask networks-subnets-list.json compute networks subnets list
        ask firewall-rules-list.json compute firewall-rules list
        for network in $(names 'name' compute networks list); do
          ask "networks-get-effective-firewalls-$network.json" \\
            compute networks get-effective-firewalls "$network"
        done
        names 'name,region.basename()' compute network-firewall-policies list > "$scratch/list"
        while IFS=$tab read -r name region; do
          [ -n "$region" ] || continue
          ask network-firewall-policies-describe.json \\
            compute network-firewall-policies describe "$name" --region="$region"
        done < "$scratch/list"
        ask instances-list.json compute instances list
        ask routes-list.json compute routes list
        ask routers-list.json compute routers list
        names 'name,region.basename()' compute routers list > "$scratch/list"
        while IFS=$tab read -r name region; do
          ask routers-get-status.json compute routers get-status "$name" --region="$region"
        done < "$scratch/list"
        ask addresses-list.json compute addresses list
        ask forwarding-rules-list.json compute forwarding-rules list
        ask backend-services-list.json compute backend-services list
        names 'name,region.basename()' compute backend-services list > "$scratch/list"
        while IFS=$tab read -r name region; do
          place=--global
          [ -z "$region" ] || place=--region=$region
          # Services without a check of health have no such answer.
          gcloud compute backend-services get-health "$name" "$place" --project="$project" \\
            --format=json < /dev/null >> "$folder/backend-services-get-health.json" 2> /dev/null
        done < "$scratch/list"
        ask instance-groups-list.json compute instance-groups list
        ask network-endpoint-groups-list.json compute network-endpoint-groups list
        ask target-http-proxies-list.json compute target-http-proxies list
        ask target-https-proxies-list.json compute target-https-proxies list
        ask target-tcp-proxies-list.json compute target-tcp-proxies list
        ask target-ssl-proxies-list.json compute target-ssl-proxies list
        ask target-grpc-proxies-list.json compute target-grpc-proxies list
        ask url-maps-list.json compute url-maps list
        ask target-pools-list.json compute target-pools list
        ask target-instances-list.json compute target-instances list
        ask vpn-tunnels-list.json compute vpn-tunnels list
        ask interconnects-attachments-list.json compute interconnects attachments list
        ask service-attachments-list.json compute service-attachments list
      fi
      regions=$(names 'region.basename()' compute networks subnets list | sort -u)
      if has networkconnectivity; then
        ask policy-based-routes-list.json network-connectivity policy-based-routes list
      fi
      if has networksecurity; then
        for region in global $regions; do
          ask address-groups-list.json network-security address-groups list --location="$region"
        done
      fi
      if has sqladmin; then ask sql-instances-list.json sql instances list; fi
      if has container; then ask container-clusters-list.json container clusters list; fi
      if has redis; then
        for region in $regions; do
          ask redis-instances-list.json redis instances list --region="$region"
        done
      fi
      if has vpcaccess; then
        for region in $regions; do
          ask vpc-access-connectors-list.json \\
            compute networks vpc-access connectors list --region="$region"
        done
      fi
      if has run; then ask run-services-list.json run services list; fi
      # Only rules with secure tags ask which machines bear them.
      if cat "$folder"/net*firewall*.json 2> /dev/null | grep -q 'SecureTags'; then
        names 'zone.basename(),id' compute instances list > "$scratch/list"
        while IFS=$tab read -r zone number; do
          ask tags-bindings-list.json resource-manager tags bindings list --location="$zone" \\
            --parent="//compute.googleapis.com/projects/$project/zones/$zone/instances/$number"
        done < "$scratch/list"
        echo "[]" > "$folder/\(allTags).json"
      fi
    done

    """

  /// The end of the script.
  static let ending = """
    if [ -s "$scratch/failed" ]; then
      echo "$(wc -l < "$scratch/failed" | tr -d ' ') calls failed: what they would tell is missing" >&2
      exit 1
    fi

    """
}
