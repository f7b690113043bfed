import PacketSets
import Topology

/// The endpoints of a graph, sorted into classes of endpoints that no question can tell apart.
///
/// A million endpoints are typically a hundred thousand classes; every count is made over classes.
final class EndpointClasses {
  let presences: [Presence]
  let representatives: [Representative]
  let sources: [SourceClass]
  let places: [DestinationPlace]
  let destinations: [DestinationClass]
  /// The class of each endpoint as a sender; -1 for one without addresses.
  let sourceClass: [Int32]
  /// The class of each endpoint as a receiver; -1 for one without addresses.
  let destinationClass: [Int32]
  /// An endpoint of each place.
  let placeRepresentatives: [ID<Endpoint>]
  /// The endpoints without addresses.
  let unaddressed: [ID<Endpoint>]
  /// The endpoints whose connections are asked for one by one, as what translates them on their way
  /// out has filters of its own; they are in no class of senders.
  let apartSources: [ID<Endpoint>]
  /// The endpoints that are asked for one by one, as forwardings concern them; they are in no class
  /// of receivers.
  let apartTargets: [ID<Endpoint>]
  /// The classes of endpoints by what they are as senders and as receivers both.
  private(set) lazy var both = BothClasses(sourceClass, destinationClass)

  /// Sorts the endpoints of a graph.
  ///
  /// - Complexity: O(*n* log *p*) for *n* endpoints and *p* prefixes.
  init(_ graph: CompiledGraph) {
    var classifier = EndpointClassifier(graph)
    classifier.classifyAll()
    presences = classifier.presences.keys
    representatives = classifier.representatives
    sources = classifier.sources.keys
    places = classifier.places.keys
    destinations = classifier.destinations.keys
    sourceClass = classifier.sourceClass
    destinationClass = classifier.destinationClass
    placeRepresentatives = classifier.placeRepresentatives
    unaddressed = classifier.unaddressed
    apartSources = classifier.apartSources
    apartTargets = classifier.apartTargets
  }
}
