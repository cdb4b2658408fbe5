#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
extension RoadNetwork {
    /// Reads a network from a cache if it is there, else from the file, and leaves a cache for the next time.
    ///
    /// A cache holds the network with the order of contraction of both graphs. It is found by the file's content and the
    /// version of this module; one that is damaged or of another version is made anew. A cache that cannot be written is
    /// no error.
    /// - Parameter path: the OpenStreetMap file.
    /// - Parameter folder: where caches are kept; it must exist.
    /// - Throws: as ``read(contentsOf:threads:)``.
    public static func read(
        contentsOf path: String, cachedIn folder: String, threads: Int = 1
    ) throws(RoadNetworkError) -> RoadNetwork {
        let file = try MappedFile(path: path)
        let hash = ContentHash(UnsafeRawBufferPointer(file.bytes))
        let cache = "\(folder)/\(hash.text).roads"
        if let stored = try? MappedFile(path: cache), let network = RoadNetwork(cache: stored, of: hash) {
            return network
        }
        let network = try RoadNetwork(OSMExtract.read(file, threads: threads))
        network.store(at: cache, hash, threads: threads)
        return network
    }

    private static let magic: UInt64 = 0x5344_414F_5253_4B53
    /// To be raised whenever what is stored or how it is made from a file changes.
    private static let version: UInt64 = 2
    private static let headerSize = 64

    /// What tells the layout of stored values apart.
    private static var layout: UInt64 {
        UInt64(MemoryLayout<RoadWay>.stride) << 32 | UInt64(MemoryLayout<ExtractPlace>.stride)
    }

    private func store(at path: String, _ hash: ContentHash, threads: Int) {
        var writer = CacheWriter()
        extract.encode(into: &writer)
        foot.encode(into: &writer)
        bus.encode(into: &writer)
        footGrid.encode(into: &writer)
        busGrid.encode(into: &writer)
        writer.put(footHierarchy.ranks(self, threads: threads))
        writer.put(busHierarchy.ranks(self, threads: threads))
        let body = writer.bytes.withUnsafeBytes { ContentHash($0) }
        let header = [
            Self.magic, Self.version, Self.layout, hash.first, hash.second, body.first, body.second,
            UInt64(writer.bytes.count),
        ]
        let temporary = "\(path).\(getpid()).new"
        guard let stream = fopen(temporary, "wb") else { return }
        let isWritten =
            header.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, stream) == $0.count }
            && writer.bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, stream) == $0.count }
        guard fclose(stream) == 0, isWritten, rename(temporary, path) == 0 else {
            unlink(temporary)
            return
        }
    }

    private convenience init?(cache: MappedFile, of hash: ContentHash) {
        let bytes = UnsafeRawBufferPointer(cache.bytes)
        guard bytes.count >= Self.headerSize else { return nil }
        let header = (0..<8).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
        let body = UnsafeRawBufferPointer(rebasing: bytes[Self.headerSize...])
        guard header[0] == Self.magic, header[1] == Self.version, header[2] == Self.layout,
            header[3] == hash.first, header[4] == hash.second, header[7] == UInt64(body.count)
        else { return nil }
        let found = ContentHash(body)
        guard header[5] == found.first, header[6] == found.second else { return nil }
        var reader = CacheReader(body, from: 0)
        do {
            let extract = try OSMExtract(from: &reader)
            let foot = try FootGraph(from: &reader)
            let bus = try BusGraph(from: &reader)
            let footGrid = try SegmentGrid(from: &reader)
            let busGrid = try SegmentGrid(from: &reader)
            let footRanks = try reader.array(Int32.self)
            let busRanks = try reader.array(Int32.self)
            guard reader.isAtEnd, footRanks.count == foot.edges.nodes.count, busRanks.count == bus.stateEdges.count
            else { return nil }
            self.init(
                extract: extract, foot: foot, bus: bus, footGrid: footGrid, busGrid: busGrid, footRanks: footRanks,
                busRanks: busRanks)
        } catch { return nil }
    }
}
