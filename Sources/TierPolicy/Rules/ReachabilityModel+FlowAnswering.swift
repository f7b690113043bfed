public import Reachability

/// The engine is what answers the questions of a policy.
extension ReachabilityModel: FlowAnswering {}
