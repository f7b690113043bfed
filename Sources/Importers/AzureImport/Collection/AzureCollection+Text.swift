extension AzureCollection {
  /// The functions of the script.
  static let helpers = """
    export AZURE_EXTENSION_USE_DYNAMIC_INSTALL=no AZURE_CORE_NO_COLOR=yes
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
      if az "$@" --subscription "$subscription" --output json < /dev/null \\
        > "$scratch/answer" 2> "$scratch/error"
      then
        cat "$scratch/answer" >> "$folder/$file"
      else
        fail "$file" "$*"
      fi
    }

    # names QUERY ARGUMENTS...: prints what a query finds in the answer of a call, one a line.
    names() {
      query=$1
      shift
      if az "$@" --subscription "$subscription" --query "$query" --output tsv < /dev/null \\
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
      echo "failed in $subscription: az $2: $(sed '/^$/d' "$scratch/error" | tail -n 1)" >&2
      printf '{"error": {"code": "NotExported", "message": "%s"}}\\n' \\
        "$(printf %s "az $2" | tr -d '"\\\\')" >> "$folder/$1"
    }

    # groups TYPE: prints the resource groups in which resources of a type stand.
    groups() {
      names '[].resourceGroup' resource list --resource-type "$1" | sort -u
    }

    # within TYPE FILE ARGUMENTS...: asks in every resource group with resources of a type.
    within() {
      type=$1
      answers=$2
      shift 2
      [ -n "$(groups "$type")" ] || echo "[]" >> "$folder/$answers"
      for group in $(groups "$type"); do
        ask "$answers" "$@" --resource-group "$group"
      done
    }

    # pairs LIST...: lists the resource groups and names of the resources that a call lists.
    pairs() {
      names '[].[resourceGroup, name]' "$@" > "$scratch/pairs"
    }


    """

  /// The calls for one subscription.
  static let body = """
      folder=$out/$subscription
      mkdir -p "$folder"
      echo "$subscription" >&2
      ask az-network-vnet-list.json network vnet list
      ask az-network-nsg-list.json network nsg list
      ask az-network-asg-list.json network asg list
      ask az-network-nic-list.json network nic list
      ask az-network-public-ip-list.json network public-ip list
      ask az-network-public-ip-prefix-list.json network public-ip prefix list
      ask az-network-route-table-list.json network route-table list
      ask az-network-nat-gateway-list.json network nat gateway list
      ask az-network-private-endpoint-list.json network private-endpoint list
      ask az-network-lb-list.json network lb list
      ask az-network-application-gateway-list.json network application-gateway list
      within Microsoft.Network/virtualNetworkGateways \\
        az-network-vnet-gateway-list.json network vnet-gateway list
      within Microsoft.Network/localNetworkGateways \\
        az-network-local-gateway-list.json network local-gateway list
      within Microsoft.Network/connections \\
        az-network-vpn-connection-list.json network vpn-connection list
      # These commands belong to extensions of az: azure-firewall and bastion.
      within Microsoft.Network/azureFirewalls az-network-firewall-list.json network firewall list
      within Microsoft.Network/firewallPolicies \\
        az-network-firewall-policy-list.json network firewall policy list
      within Microsoft.Network/bastionHosts az-network-bastion-list.json network bastion list
      pairs resource list --resource-type Microsoft.Network/firewallPolicies
      while IFS=$tab read -r group name; do
        ask az-network-firewall-policy-rule-collection-group-list.json \\
          network firewall policy rule-collection-group list \\
          --resource-group "$group" --policy-name "$name"
      done < "$scratch/pairs"
      ask az-vm-list.json vm list --show-details
      ask az-vmss-list.json vmss list
      pairs vmss list
      while IFS=$tab read -r group name; do
        ask az-vmss-list-instances.json vmss list-instances --resource-group "$group" --name "$name"
        ask az-vmss-nic-list.json vmss nic list --resource-group "$group" --vmss-name "$name"
      done < "$scratch/pairs"
      ask az-sql-server-list.json sql server list
      ask az-sql-mi-list.json sql mi list
      ask az-postgres-flexible-server-list.json postgres flexible-server list
      ask az-mysql-flexible-server-list.json mysql flexible-server list
      ask az-cosmosdb-list.json cosmosdb list
      ask az-redis-list.json redis list
      ask az-storage-account-list.json storage account list
      ask az-servicebus-namespace-list.json servicebus namespace list
      ask az-eventhubs-namespace-list.json eventhubs namespace list
      pairs keyvault list
      while IFS=$tab read -r group name; do
        ask az-keyvault-show.json keyvault show --resource-group "$group" --name "$name"
      done < "$scratch/pairs"
      pairs sql server list
      while IFS=$tab read -r group name; do
        ask az-sql-server-firewall-rule-list.json \\
          sql server firewall-rule list --resource-group "$group" --server "$name"
        ask az-sql-server-vnet-rule-list.json \\
          sql server vnet-rule list --resource-group "$group" --server "$name"
      done < "$scratch/pairs"
      pairs postgres flexible-server list
      while IFS=$tab read -r group name; do
        # The option is --name in older versions of az.
        ask az-postgres-flexible-server-firewall-rule-list.json \\
          postgres flexible-server firewall-rule list --resource-group "$group" --server-name "$name"
      done < "$scratch/pairs"
      pairs mysql flexible-server list
      while IFS=$tab read -r group name; do
        ask az-mysql-flexible-server-firewall-rule-list.json \\
          mysql flexible-server firewall-rule list --resource-group "$group" --name "$name"
      done < "$scratch/pairs"
      # Service tags mean the same everywhere; the place only chooses whom to ask.
      for place in $(names '[0].location' network vnet list); do
        ask az-network-list-service-tags.json network list-service-tags --location "$place"
      done
      if [ "${EFFECTIVE:-no}" = yes ]; then
        pairs network nic list
        while IFS=$tab read -r group name; do
          ask "az-network-nic-list-effective-nsg-$name.json" \\
            network nic list-effective-nsg --resource-group "$group" --name "$name"
          ask "az-network-nic-show-effective-route-table-$name.json" \\
            network nic show-effective-route-table --resource-group "$group" --name "$name"
        done < "$scratch/pairs"
        # These commands belong to the extension virtual-network-manager.
        pairs network vnet list
        while IFS=$tab read -r group name; do
          ask "az-network-manager-list-effective-security-admin-rule-$name.json" \\
            network manager list-effective-security-admin-rule \\
            --resource-group "$group" --virtual-network-name "$name"
          ask "az-network-manager-list-effective-connectivity-config-$name.json" \\
            network manager list-effective-connectivity-config \\
            --resource-group "$group" --virtual-network-name "$name"
        done < "$scratch/pairs"
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
