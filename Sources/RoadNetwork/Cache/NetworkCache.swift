#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Quantities

extension RoadNetwork {
    /// Reads a network from a cache if it is there, else from the file, and leaves a cache for the next time.
    ///
    /// A cache holds the network with the order of contraction of both graphs, and is read in place (memory-mapped). It
    /// is found by the content of the file and of the edits and by the version of this module; one that is damaged or of
    /// another version is made anew. A cache that cannot be written is no error. The newest ``keptCaches`` stay.
    /// - Parameter path: the OpenStreetMap file.
    /// - Parameter folder: where caches are kept; it must exist.
    /// - Throws: as ``read(contentsOf:threads:)``.
    public static func read(
        contentsOf path: String, cachedIn folder: String, threads: Int = 1
    ) throws(RoadNetworkError) -> RoadNetwork {
        try read(contentsOf: path, edits: RoadEdits(), cachedIn: folder, threads: threads).network
    }

    /// The same with `edits` applied.
    /// - Returns: the network, and the edits for which the map has no road, in part or at all.
    public static func read(
        contentsOf path: String, edits: RoadEdits, cachedIn folder: String, threads: Int = 1
    ) throws(RoadNetworkError) -> (network: RoadNetwork, unmatched: [UnmatchedEdit]) {
        let file = try MappedFile(path: path)
        var hash = ContentHash(UnsafeRawBufferPointer(file.bytes))
        if let edited = edits.fingerprint { hash = hash.joined(with: edited) }
        let cache = NetworkCache(path: "\(folder)/\(hash.text).roads", hash: hash)
        if let stored = cache.load() { return stored }
        var extract = try OSMExtract.read(file, threads: threads, keepsClosed: edits.opensRoads)
        let unmatched = extract.apply(edits)
        let network = try RoadNetwork(extract)
        cache.store(network, unmatched: unmatched, threads: threads)
        NetworkCache.keepNewest(keptCaches, in: folder)
        return (network, unmatched)
    }

    /// How many caches stay in a folder.
    public static let keptCaches = 8
}

/// One cache file.
private struct NetworkCache {
    let path: String
    /// The fingerprint of what the network was made from.
    let hash: ContentHash

    private static let magic: UInt64 = 0x5344_414F_5253_4B53
    /// To be raised whenever what is stored or how it is made from a file changes.
    private static let version: UInt64 = 5
    private static let headerSize = 64

    /// What tells the layout of stored values apart.
    private static var layout: UInt64 {
        UInt64(MemoryLayout<RoadWay>.stride) << 32 | UInt64(MemoryLayout<ExtractPlace>.stride)
    }

    func store(_ network: RoadNetwork, unmatched: [UnmatchedEdit], threads: Int) {
        let temporary = "\(path).\(getpid()).new"
        guard let stream = fopen(temporary, "wb") else { return }
        let isWritten = write(network, unmatched, to: stream, threads: threads)
        guard fclose(stream) == 0, isWritten, rename(temporary, path) == 0 else {
            unlink(temporary)
            return
        }
    }

    private func write(
        _ network: RoadNetwork, _ unmatched: [UnmatchedEdit], to stream: UnsafeMutablePointer<FILE>, threads: Int
    ) -> Bool {
        guard fseek(stream, Self.headerSize, SEEK_SET) == 0 else { return false }
        var writer = CacheWriter(stream)
        network.extract.encode(into: &writer)
        network.foot.encode(into: &writer)
        network.bus.encode(into: &writer)
        network.footGrid.encode(into: &writer)
        network.busGrid.encode(into: &writer)
        network.footHierarchy.topology(network, threads: threads).encode(into: &writer)
        network.busHierarchy.topology(network, threads: threads).encode(into: &writer)
        let (southWest, northEast) = network.bounds
        writer.put([southWest.longitude, southWest.latitude, northEast.longitude, northEast.latitude])
        writer.put(unmatched.flatMap { [$0.id, $0.metres.map { Int64($0.decimetres) } ?? -1] })
        writer.finish()
        let header = [
            Self.magic, Self.version, Self.layout, hash.first, hash.second, writer.hash.first, writer.hash.second,
            UInt64(writer.count),
        ]
        guard writer.isSound, fseek(stream, 0, SEEK_SET) == 0 else { return false }
        return header.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, stream) == $0.count }
    }

    func load() -> (network: RoadNetwork, unmatched: [UnmatchedEdit])? {
        guard let file = try? MappedFile(path: path), file.bytes.count >= Self.headerSize else { return nil }
        let bytes = UnsafeRawBufferPointer(file.bytes)
        let header = (0..<8).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
        guard header[0] == Self.magic, header[1] == Self.version, header[2] == Self.layout,
            header[3] == hash.first, header[4] == hash.second, header[7] == UInt64(bytes.count - Self.headerSize),
            (bytes.count - Self.headerSize) % ContentHash.block == 0
        else { return nil }
        let found = Self.fingerprint(of: file)
        guard header[5] == found.first, header[6] == found.second else { return nil }
        var reader = CacheReader(file, from: Self.headerSize)
        guard let stored = try? Self.read(&reader), reader.isAtEnd else { return nil }
        // Caches that are used count as new.
        utime(path, nil)
        return stored
    }

    /// The fingerprint of what follows the header of `file`, taken piece by piece so that a large cache need not be in
    /// memory at once.
    private static func fingerprint(of file: MappedFile) -> ContentHash {
        var hash = ContentHash()
        let (piece, end) = (64 << 20, file.bytes.count)
        for start in stride(from: headerSize, to: end, by: piece) {
            let range = start..<min(end, start + piece)
            hash.add(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(file.bytes)[range]))
            if end > piece { file.release(range) }
        }
        hash.finish()
        return hash
    }

    private static func read(
        _ reader: inout CacheReader
    ) throws(CacheReader.Mismatch) -> (network: RoadNetwork, unmatched: [UnmatchedEdit]) {
        let extract = try OSMExtract(from: &reader)
        let foot = try FootGraph(from: &reader)
        let bus = try BusGraph(from: &reader)
        let footGrid = try SegmentGrid(from: &reader)
        let busGrid = try SegmentGrid(from: &reader)
        let footTopology = try HierarchyTopology(from: &reader)
        let busTopology = try HierarchyTopology(from: &reader)
        let box = try reader.column(Double.self)
        let words = try reader.column(Int64.self)
        guard box.count == 4, words.count % 2 == 0, footTopology.count == foot.edges.nodes.count,
            busTopology.count == bus.facts.stateEdges.count
        else { throw CacheReader.Mismatch() }
        let bounds = (
            GeoPoint(longitude: box[0], latitude: box[1]), GeoPoint(longitude: box[2], latitude: box[3])
        )
        let network = RoadNetwork(
            extract: extract, RoadConditions(), foot: foot, bus: bus, footGrid: footGrid, busGrid: busGrid,
            bounds: bounds, footOrder: ContractionOrder(footTopology), busOrder: ContractionOrder(busTopology))
        let unmatched = stride(from: 0, to: words.count, by: 2).map {
            UnmatchedEdit(
                id: words[$0], metres: words[$0 + 1] < 0 ? nil : Metres(rounding: Double(words[$0 + 1]) / 10))
        }
        return (network, unmatched)
    }

    /// Removes all caches of `folder` but the `count` that were used last.
    static func keepNewest(_ count: Int, in folder: String) {
        guard let listing = opendir(folder) else { return }
        defer { closedir(listing) }
        var caches: [(used: Int, path: String)] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            var status = stat()
            guard name.hasSuffix(".roads"), stat("\(folder)/\(name)", &status) == 0 else { continue }
            #if canImport(Darwin)
                let used = status.st_mtimespec.tv_sec
            #else
                let used = status.st_mtim.tv_sec
            #endif
            caches.append((used, "\(folder)/\(name)"))
        }
        for cache in caches.sorted(by: { ($0.used, $0.path) > ($1.used, $1.path) }).dropFirst(count) {
            unlink(cache.path)
        }
    }
}
