/// A member of a relation.
struct OSMMember {
    /// The kind of element.
    enum Kind { case node, way, relation }
    let kind: Kind
    let id: Int64
    let role: String
}

/// Takes the elements of a file as they are read.
protocol OSMSink {
    /// Whether `node` is wanted at all; if not, readers pass over nodes.
    static var wantsNodes: Bool { get }
    /// Whether `way` and `relation` are wanted at all.
    static var wantsWays: Bool { get }
    /// A node at `longitude`, `latitude` in units of 1e-7 degrees.
    mutating func node(id: Int64, longitude: Int32, latitude: Int32, tags: OSMTags)
    /// A way through the nodes `refs`.
    mutating func way(id: Int64, refs: [Int64], tags: OSMTags)
    /// A relation of `members`.
    mutating func relation(id: Int64, members: [OSMMember], tags: OSMTags)
}

/// Decodes one primitive block into a sink.
struct PBFBlock {
    private static let knownKeys: [String: TagKey] = Dictionary(
        uniqueKeysWithValues: TagKey.allCases.map { ($0.rawValue, $0) })

    private var strings: [WireCursor] = []
    private var keys: [KeyState] = []
    private var granularity: Int64 = 100
    private var longitudeOffset: Int64 = 0
    private var latitudeOffset: Int64 = 0
    private var tags = OSMTags()
    private var refs: [Int64] = []

    private enum KeyState {
        case unread, unknown
        case known(TagKey)
    }

    /// Feeds every element of the uncompressed block `bytes` to `sink`.
    static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, into sink: inout some OSMSink
    ) throws(WireError) {
        var block = PBFBlock()
        var groups: [WireCursor] = []
        var cursor = WireCursor(bytes)
        while let field = try cursor.field() {
            switch field.number {
            case 1: try block.readStrings(cursor.delimited(ifType: field.type))
            case 2: groups.append(try cursor.delimited(ifType: field.type))
            case 17: block.granularity = Int64(truncatingIfNeeded: try cursor.varint(ifType: field.type))
            case 19: block.latitudeOffset = Int64(bitPattern: try cursor.varint(ifType: field.type))
            case 20: block.longitudeOffset = Int64(bitPattern: try cursor.varint(ifType: field.type))
            default: try cursor.skip(type: field.type)
            }
        }
        guard block.granularity > 0, block.granularity <= 1_000_000_000 else {
            throw cursor.failure("the block's granularity is impossible")
        }
        for group in groups { try block.readGroup(group, into: &sink) }
    }

    private mutating func readStrings(_ message: WireCursor) throws(WireError) {
        var cursor = message
        while let field = try cursor.field() {
            guard field.number == 1 else {
                try cursor.skip(type: field.type)
                continue
            }
            strings.append(try cursor.delimited(ifType: field.type))
        }
        keys = Array(repeating: .unread, count: strings.count)
    }

    private mutating func readGroup(_ message: WireCursor, into sink: inout some OSMSink) throws(WireError) {
        func wants(_ sink: some OSMSink) -> (nodes: Bool, ways: Bool) {
            (type(of: sink).wantsNodes, type(of: sink).wantsWays)
        }
        let wanted = wants(sink)
        var cursor = message
        while let field = try cursor.field() {
            switch field.number {
            case 1 where wanted.nodes: try readNode(cursor.delimited(ifType: field.type), into: &sink)
            case 2 where wanted.nodes: try readDense(cursor.delimited(ifType: field.type), into: &sink)
            case 3 where wanted.ways: try readWay(cursor.delimited(ifType: field.type), into: &sink)
            case 4 where wanted.ways: try readRelation(cursor.delimited(ifType: field.type), into: &sink)
            default: try cursor.skip(type: field.type)
            }
        }
    }

    // MARK: Strings and tags

    private mutating func key(_ index: UInt64, at cursor: WireCursor) throws(WireError) -> TagKey? {
        guard index < UInt64(keys.count) else { throw cursor.failure("a tag's key is not in the string table") }
        switch keys[Int(index)] {
        case .known(let key): return key
        case .unknown: return nil
        case .unread:
            let key = Self.knownKeys[strings[Int(index)].text()]
            keys[Int(index)] = key.map { .known($0) } ?? .unknown
            return key
        }
    }

    private func string(_ index: UInt64, at cursor: WireCursor) throws(WireError) -> String {
        guard index < UInt64(strings.count) else { throw cursor.failure("a text is not in the string table") }
        return strings[Int(index)].text()
    }

    private mutating func readTags(keys: WireCursor?, values: WireCursor?) throws(WireError) {
        tags.removeAll()
        guard var keys, var values else { return }
        while !keys.isAtEnd {
            let keyIndex = try keys.varint()
            let valueIndex = try values.varint()
            if let key = try key(keyIndex, at: keys) { tags.append(key, try string(valueIndex, at: values)) }
        }
    }

    // MARK: Nodes

    /// `raw` block units plus `offset` nanodegrees in 1e-7 degrees; `nil` outside ±`limit` degrees.
    private func degrees(_ raw: Int64, offset: Int64, limit: Int64) -> Int32? {
        let (scaled, overflow) = raw.multipliedReportingOverflow(by: granularity)
        let (sum, overflowed) = scaled.addingReportingOverflow(offset)
        guard !overflow, !overflowed, sum.magnitude <= UInt64(limit) * 1_000_000_000 else { return nil }
        return Int32(granularity == 100 && offset == 0 ? raw : (sum + (sum < 0 ? -50 : 50)) / 100)
    }

    private func emitNode(
        id: Int64, longitude: Int64, latitude: Int64, into sink: inout some OSMSink, at cursor: WireCursor
    ) throws(WireError) {
        guard let longitude = degrees(longitude, offset: longitudeOffset, limit: 180),
            let latitude = degrees(latitude, offset: latitudeOffset, limit: 90)
        else { throw cursor.failure("node \(id) lies outside the world") }
        sink.node(id: id, longitude: longitude, latitude: latitude, tags: tags)
    }

    private mutating func readNode(_ message: WireCursor, into sink: inout some OSMSink) throws(WireError) {
        var cursor = message
        var id: Int64 = 0
        var longitude: Int64 = 0
        var latitude: Int64 = 0
        var keyList: WireCursor?
        var valueList: WireCursor?
        while let field = try cursor.field() {
            switch field.number {
            case 1 where field.type == 0: id = try cursor.zigzag()
            case 2: keyList = try cursor.delimited(ifType: field.type)
            case 3: valueList = try cursor.delimited(ifType: field.type)
            case 8 where field.type == 0: latitude = try cursor.zigzag()
            case 9 where field.type == 0: longitude = try cursor.zigzag()
            default: try cursor.skip(type: field.type)
            }
        }
        try readTags(keys: keyList, values: valueList)
        try emitNode(id: id, longitude: longitude, latitude: latitude, into: &sink, at: cursor)
    }

    private mutating func readDense(_ message: WireCursor, into sink: inout some OSMSink) throws(WireError) {
        var cursor = message
        var lists: [Int: WireCursor] = [:]
        while let field = try cursor.field() {
            switch field.number {
            case 1, 8, 9, 10: lists[field.number] = try cursor.delimited(ifType: field.type)
            default: try cursor.skip(type: field.type)
            }
        }
        guard var ids = lists[1], var latitudes = lists[8], var longitudes = lists[9] else { return }
        var tagList = lists[10].flatMap { $0.isAtEnd ? nil : $0 }
        var id: Int64 = 0
        var longitude: Int64 = 0
        var latitude: Int64 = 0
        while !ids.isAtEnd {
            id &+= try ids.zigzag()
            latitude &+= try latitudes.zigzag()
            longitude &+= try longitudes.zigzag()
            tags.removeAll()
            if tagList != nil {
                while true {
                    let keyIndex = try tagList!.varint()
                    if keyIndex == 0 { break }
                    let valueIndex = try tagList!.varint()
                    if let key = try key(keyIndex, at: ids) { tags.append(key, try string(valueIndex, at: ids)) }
                }
            }
            try emitNode(id: id, longitude: longitude, latitude: latitude, into: &sink, at: ids)
        }
        guard latitudes.isAtEnd, longitudes.isAtEnd else {
            throw cursor.failure("a group has more positions than nodes")
        }
    }

    // MARK: Ways and relations

    private mutating func readWay(_ message: WireCursor, into sink: inout some OSMSink) throws(WireError) {
        var cursor = message
        var id: Int64 = 0
        var keyList: WireCursor?
        var valueList: WireCursor?
        var refList: WireCursor?
        while let field = try cursor.field() {
            switch field.number {
            case 1: id = Int64(bitPattern: try cursor.varint(ifType: field.type))
            case 2: keyList = try cursor.delimited(ifType: field.type)
            case 3: valueList = try cursor.delimited(ifType: field.type)
            case 8: refList = try cursor.delimited(ifType: field.type)
            default: try cursor.skip(type: field.type)
            }
        }
        try readTags(keys: keyList, values: valueList)
        guard !tags.isEmpty else { return }
        refs.removeAll(keepingCapacity: true)
        if var list = refList {
            var ref: Int64 = 0
            while !list.isAtEnd {
                ref &+= try list.zigzag()
                refs.append(ref)
            }
        }
        sink.way(id: id, refs: refs, tags: tags)
    }

    private mutating func readRelation(_ message: WireCursor, into sink: inout some OSMSink) throws(WireError) {
        var cursor = message
        var id: Int64 = 0
        var lists: [Int: WireCursor] = [:]
        while let field = try cursor.field() {
            switch field.number {
            case 1: id = Int64(bitPattern: try cursor.varint(ifType: field.type))
            case 2, 3, 8, 9, 10: lists[field.number] = try cursor.delimited(ifType: field.type)
            default: try cursor.skip(type: field.type)
            }
        }
        try readTags(keys: lists[2], values: lists[3])
        guard !tags.isEmpty else { return }
        var members: [OSMMember] = []
        if var roles = lists[8], var ids = lists[9], var kinds = lists[10] {
            var member: Int64 = 0
            while !ids.isAtEnd {
                member &+= try ids.zigzag()
                let role = try string(try roles.varint(), at: roles)
                let kind: OSMMember.Kind
                switch try kinds.varint() {
                case 0: kind = .node
                case 1: kind = .way
                case 2: kind = .relation
                default: throw kinds.failure("a relation's member is of unknown kind")
                }
                members.append(OSMMember(kind: kind, id: member, role: role))
            }
        }
        sink.relation(id: id, members: members, tags: tags)
    }
}
