/// Reads OpenStreetMap XML (`.osm`): the small hand-made networks of tests and bundles.
///
/// Every pass runs over the whole text. Elements that an editor marked as deleted are passed over.
struct OSMXML {
    private var scanner: XMLScanner
    private static let knownKeys: [String: TagKey] = Dictionary(
        uniqueKeysWithValues: TagKey.allCases.map { ($0.rawValue, $0) })

    private enum Element { case node, way, relation }
    private var open: Element?
    private var id: Int64 = 0
    private var longitude: Int32 = 0
    private var latitude: Int32 = 0
    private var isDeleted = false
    private var tags = OSMTags()
    private var refs: [Int64] = []
    private var members: [OSMMember] = []

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { scanner = XMLScanner(bytes) }

    /// Feeds every element of the text `bytes` to `sink`.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, into sink: inout some OSMSink) throws(RoadNetworkError) {
        var reader = OSMXML(bytes)
        try reader.run(into: &sink)
    }

    private mutating func run(into sink: inout some OSMSink) throws(RoadNetworkError) {
        var seenRoot = false
        var depth = 0
        while let tag = try scanner.nextTag() {
            guard seenRoot else {
                guard tag.name == "osm" || tag.name == "osmChange" else {
                    throw scanner.failure(.malformed, "the text is no OpenStreetMap XML: it starts with <\(tag.name)>")
                }
                seenRoot = true
                depth = tag.isEmpty ? 0 : 1
                continue
            }
            if tag.isClosing {
                depth -= 1
                if depth == 1 { close(tag.name, into: &sink) }
            } else {
                try begin(tag)
                if tag.isEmpty { if depth == 1 { close(tag.name, into: &sink) } } else { depth += 1 }
            }
            guard depth >= 0 else { throw scanner.failure(.malformed, "</\(tag.name)> closes nothing") }
        }
        guard seenRoot else { throw scanner.failure(.malformed, "the text holds no <osm> element") }
        guard depth == 0 else { throw scanner.failure(.truncated, "the text ends before </osm>") }
    }

    private mutating func begin(_ tag: XMLScanner.Tag) throws(RoadNetworkError) {
        switch tag.name {
        case "node":
            try open(.node, tag)
            guard !isDeleted else { return }
            longitude = try degrees(tag, "lon", limit: 180)
            latitude = try degrees(tag, "lat", limit: 90)
        case "way": try open(.way, tag)
        case "relation": try open(.relation, tag)
        case "nd" where open == .way: refs.append(try integer(tag, "ref"))
        case "tag" where open != nil:
            if let key = tag.attributes["k"].flatMap({ Self.knownKeys[$0] }), let value = tag.attributes["v"] {
                tags.append(key, value)
            }
        case "member" where open == .relation:
            guard let kind = Self.kinds[tag.attributes["type"] ?? ""] else {
                throw scanner.failure(.malformed, "a relation's member is of unknown kind")
            }
            members.append(OSMMember(kind: kind, id: try integer(tag, "ref"), role: tag.attributes["role"] ?? ""))
        default: break
        }
    }

    private static let kinds: [String: OSMMember.Kind] = ["node": .node, "way": .way, "relation": .relation]

    private mutating func open(_ element: Element, _ tag: XMLScanner.Tag) throws(RoadNetworkError) {
        open = element
        id = try integer(tag, "id")
        isDeleted = tag.attributes["action"] == "delete" || tag.attributes["visible"] == "false"
        tags.removeAll()
        refs.removeAll(keepingCapacity: true)
        members.removeAll(keepingCapacity: true)
    }

    private mutating func close(_ name: String, into sink: inout some OSMSink) {
        defer { open = nil }
        guard !isDeleted else { return }
        switch (name, open) {
        case ("node", .node): sink.node(id: id, longitude: longitude, latitude: latitude, tags: tags)
        case ("way", .way): if !tags.isEmpty { sink.way(id: id, refs: refs, tags: tags) }
        case ("relation", .relation): if !tags.isEmpty { sink.relation(id: id, members: members, tags: tags) }
        default: break
        }
    }

    private func integer(_ tag: XMLScanner.Tag, _ attribute: String) throws(RoadNetworkError) -> Int64 {
        guard let value = tag.attributes[attribute].flatMap({ Int64($0) }) else {
            throw scanner.failure(.malformed, "<\(tag.name)> has no whole number as \(attribute)")
        }
        return value
    }

    private func degrees(
        _ tag: XMLScanner.Tag, _ attribute: String, limit: Double
    ) throws(RoadNetworkError) -> Int32 {
        guard let value = tag.attributes[attribute].flatMap({ Double($0) }), value.magnitude <= limit else {
            throw scanner.failure(.malformed, "<\(tag.name)> \(id) has no \(attribute) from -\(limit) to \(limit)")
        }
        return Int32((value * 1e7).rounded())
    }
}
