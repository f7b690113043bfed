public import Reachability
public import TierPolicy

/// The engine is what answers the questions of a policy.
extension ReachabilityModel: FlowAnswering {}
